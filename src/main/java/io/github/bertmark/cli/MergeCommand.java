package io.github.bertmark.cli;

import io.github.bertmark.merge.Merger;
import io.github.bertmark.model.ModelFolder;
import io.github.bertmark.report.format.VisualizerExport;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.RunFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Joins what a run measured. */
@Command(
    name = "merge",
    description =
        "Joins latencies, accuracies and sizes of a run to its document run.json, if they fit together.",
    footerHeading = "%nExample:%n",
    footer = "  bertmark merge results/runs/mine")
final class MergeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RUN", description = "The folder of the run.")
  private Path run = Path.of(".");

  @Option(
      names = "--models",
      paramLabel = "FOLDER",
      description = "Compare with the model files there too (default: do without them).")
  private @Nullable Path models;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    RunFiles files = new RunFiles(run);
    merge(files, models == null ? null : ModelFolder.at(models));
    spec.commandLine().getOut().println(files.run());
    return 0;
  }

  /**
   * The stage.
   *
   * @param models to compare the sizes and digests with; null to do without
   */
  static void merge(RunFiles run, @Nullable ModelFolder models) throws IOException {
    RunDocument document = Merger.merge(run, models);
    document.write(run.run());
    VisualizerExport.write(run.jmh(), document, run.path());
  }
}
