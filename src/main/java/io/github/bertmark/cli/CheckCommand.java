package io.github.bertmark.cli;

import io.github.bertmark.results.Reproduction;
import io.github.bertmark.results.RunDocument;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares a run with a published one. */
@Command(
    name = "check",
    description = "Check that a run has the sizes and accuracies of a published one.")
final class CheckCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RUN", description = "The run to check: its folder or its run.json.")
  private Path run = Path.of(".");

  @Option(
      names = "--against",
      paramLabel = "PUBLISHED",
      defaultValue = "results/reference",
      description = "The published run (default: ${DEFAULT-VALUE}).")
  private Path published = Path.of("results", "reference");

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    RunDocument expected = RunDocument.read(published);
    List<String> differences = Reproduction.differences(RunDocument.read(run), expected);
    PrintWriter out = spec.commandLine().getOut();
    differences.forEach(difference -> out.println(run + ": " + difference));
    if (differences.isEmpty()) {
      out.println(run + " has the sizes and accuracies of " + published);
    }
    out.flush();
    return differences.isEmpty() ? 0 : Main.CHECK_FAILED;
  }
}
