package io.github.bertmark.cli;

import io.github.bertmark.InputException;
import io.github.bertmark.choice.Lead;
import io.github.bertmark.cli.option.DatasetOption;
import io.github.bertmark.cli.option.ExportFormatConverter;
import io.github.bertmark.cli.output.HtmlPage;
import io.github.bertmark.cli.output.RunListing;
import io.github.bertmark.dataset.Dataset;
import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.report.ReportWriter;
import io.github.bertmark.report.TerminalTable;
import io.github.bertmark.report.format.ExportFile;
import io.github.bertmark.report.format.ExportFormat;
import io.github.bertmark.report.format.Exports;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.RunFiles;
import io.github.bertmark.run.StoredRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Shows runs, or writes them for other tools. */
@Command(
    name = "report",
    description = {
      "Shows a run: its page, its pictures, its summary, its table. Of two runs it makes a page that"
          + " has them side by side, of more, or of a folder of runs, their history.",
      "With --format it writes files for other tools instead."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  bertmark report results/runs/20260131T120000Z",
      "  bertmark report results/reference results/runs/20260131T120000Z",
      "  bertmark report results/runs --format=otava --output=history"
    })
final class ReportCommand implements Callable<Integer> {
  private static final String STANDARD_OUTPUT = "-";

  @Parameters(
      paramLabel = "RUN",
      arity = "1..*",
      description = "The folder of a run, with its run.json.")
  private List<Path> runs = List.of();

  @Option(
      names = "--studied",
      paramLabel = "ID",
      description = "The variant that it is about, drawn dashed (default: the run's choice).")
  private @Nullable String studied;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      split = ",",
      converter = ExportFormatConverter.class,
      completionCandidates = ExportFormatConverter.class,
      description = "For other tools: ${COMPLETION-CANDIDATES}; may be given several times.")
  private List<ExportFormat> formats = List.of();

  @Option(
      names = "--output",
      paramLabel = "FOLDER",
      description =
          "Where the files go (default: the folder of the run); - prints a single file instead.")
  private @Nullable String output;

  @Option(
      names = "--texts",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Show the texts of the queries in the page, if the data set is at hand.")
  private boolean texts;

  @Mixin private DatasetOption queries = new DatasetOption();
  @ParentCommand private Main main;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = main.out();
    if (formats.isEmpty()) {
      show(out);
    } else {
      export(out);
    }
    out.flush();
    return 0;
  }

  private void export(PrintWriter out) throws IOException {
    List<StoredRun> stored = new ArrayList<>();
    for (Path run : runs) {
      stored.add(StoredRun.read(run).checked());
    }
    List<ExportFile> files = Exports.of(formats, stored, Catalogue.STANDARD);
    if (STANDARD_OUTPUT.equals(output)) {
      if (files.size() != 1) {
        throw new InputException(
            "--output -", "there are " + files.size() + " files", "name a folder for them");
      }
      out.print(files.get(0).text());
      return;
    }
    if (output == null && stored.size() > 1) {
      throw new InputException(
          stored.size() + " runs", "they have no folder in common", "name one with --output");
    }
    Path folder = output == null ? stored.get(0).files().path() : Path.of(output);
    Exports.write(files, folder).forEach(out::println);
    // Apart from the files, which a program may read.
    formats.stream()
        .distinct()
        .forEach(format -> main.err().println("now, in " + folder + ": " + format.nextStep()));
    main.err().flush();
  }

  /** A run: all that shows it. Several: the page that has them side by side, or their history. */
  private void show(PrintWriter out) throws IOException {
    List<StoredRun> stored = HtmlPage.read(runs);
    Dataset dataset = texts ? queries.atHand(main.environment()) : null;
    Path page = HtmlPage.file(runs, stored, output == null ? null : Path.of(output));
    if (stored.size() == 1 && output == null && HtmlPage.holdsRuns(runs.get(0))) {
      HtmlPage.write(page, stored, studied, dataset);
      out.print(TerminalTable.of(stored.get(0).document(), Lead.of(stored.get(0), studied)));
      out.println("The page: " + page);
    } else if (stored.size() == 1) {
      RunFiles run = new RunFiles(stored.get(0).folder());
      RunFiles target = output == null ? new RunFiles(runs.get(0)) : new RunFiles(Path.of(output));
      out.print(report(run, target, studied, dataset));
      RunListing.of(target.path()).forEach(out::println);
    } else {
      out.print(HtmlPage.write(page, stored, studied, dataset));
      out.println("The page: " + page);
    }
  }

  /**
   * The stage.
   *
   * @param studied id of the variant that it is about; null to leave the choice to the report
   * @param dataset whose texts the page may show; null to do without
   * @return the table for the terminal
   */
  static String report(RunFiles run, @Nullable String studied, @Nullable Dataset dataset)
      throws IOException {
    return report(run, run, studied, dataset);
  }

  private static String report(
      RunFiles run, RunFiles target, @Nullable String studied, @Nullable Dataset dataset)
      throws IOException {
    RunDocument document = RunDocument.read(run.run());
    // First, since it looks at more files, any of which may turn out not to fit.
    HtmlPage.write(
        target.path().resolve(HtmlPage.NAME),
        List.of(new StoredRun(run.path(), document)),
        studied,
        dataset);
    Lead lead = Lead.of(new StoredRun(run.path(), document), studied);
    ReportWriter.write(document, target.path(), lead);
    return TerminalTable.of(document, lead);
  }
}
