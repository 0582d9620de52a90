package io.github.bertmark.cli;

import io.github.bertmark.report.ReportWriter;
import io.github.bertmark.report.TerminalTable;
import io.github.bertmark.results.RunDocument;
import io.github.bertmark.results.RunFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows a run. */
@Command(
    name = "report",
    description = "Draw the picture of a run, write its summary and print its table.")
final class ReportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RUN", description = "The folder of the run, with its run.json.")
  private Path run = Path.of(".");

  @Option(
      names = "--studied",
      paramLabel = "ID",
      description = "The variant that it is about, drawn dashed (default: the run's last).")
  private @Nullable String studied;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.print(report(new RunFiles(run), studied));
    RunListing.of(run).forEach(out::println);
    out.flush();
    return 0;
  }

  /**
   * The stage.
   *
   * @param studied id of the variant that it is about; null for the run's last
   * @return the table for the terminal
   */
  static String report(RunFiles run, @Nullable String studied) throws IOException {
    RunDocument document = RunDocument.read(run.run());
    ReportWriter.write(document, run.path(), studied);
    return TerminalTable.of(document, studied);
  }
}
