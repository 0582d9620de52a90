package io.github.bertmark.cli;

import io.github.bertmark.AtomicFileSet;
import io.github.bertmark.InputException;
import io.github.bertmark.cli.option.DatasetOption;
import io.github.bertmark.cli.option.GateOptions;
import io.github.bertmark.comparison.Comparison;
import io.github.bertmark.gate.Gate;
import io.github.bertmark.report.ComparisonTable;
import io.github.bertmark.run.StoredRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
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

/** Compares runs that were made before. */
@Command(
    name = "compare",
    description =
        "Compares runs with a base run: faster or slower, more or less accurate, smaller or bigger?",
    footerHeading = "%nExample:%n",
    footer = "  bertmark compare results/reference results/runs/20260131T120000Z")
final class CompareCommand implements Callable<Integer> {
  @Mixin private DatasetOption dataset = new DatasetOption();
  @Mixin private GateOptions gate = new GateOptions();
  @ParentCommand private Main main;

  @Parameters(index = "0", paramLabel = "BASE", description = "A run: its folder or its run.json.")
  private Path base = Path.of(".");

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "CANDIDATE",
      description = "The runs to compare with it.")
  private List<Path> candidates = List.of();

  @Option(
      names = "--variants",
      paramLabel = "ID",
      split = ",",
      description = "Compare these only, separated by commas (default: all).")
  private List<String> variants = List.of();

  @Option(
      names = "--output",
      paramLabel = "FOLDER",
      description = "Write comparison.json and comparison.md there.")
  private @Nullable Path output;

  @Override
  public Integer call() throws IOException {
    if (output != null && Files.exists(output) && !Files.isDirectory(output)) {
      throw new InputException("--output=" + output, "is not a folder", "name one");
    }
    Gate comparing =
        gate.gate(
            main.environment(), variants, GateOptions.texts(dataset.atHand(main.environment())));
    StoredRun first = StoredRun.read(base).asBaseline();
    // All inputs are read, and all is compared, before anything is written.
    List<Comparison> comparisons = new ArrayList<>();
    for (Path candidate : candidates) {
      comparisons.add(comparing.compare(first, StoredRun.read(candidate).checked()));
    }
    if (output != null) {
      write(comparisons, output);
    }
    PrintWriter out = main.out();
    out.print(String.join("\n", comparisons.stream().map(ComparisonTable::of).toList()));
    out.flush();
    return exitCode(comparisons);
  }

  private static void write(List<Comparison> comparisons, Path folder) throws IOException {
    AtomicFileSet files = new AtomicFileSet();
    for (int i = 0; i < comparisons.size(); i++) {
      String name = comparisons.size() == 1 ? "comparison" : "comparison-" + (i + 1);
      GateOptions.add(files, comparisons.get(i), folder, name);
    }
    files.write();
  }

  /** A regression outweighs what could not be compared. */
  private static int exitCode(List<Comparison> comparisons) {
    List<Integer> codes = comparisons.stream().map(Comparison::exitCode).toList();
    return codes.contains(Main.REGRESSION)
        ? Main.REGRESSION
        : codes.stream().max(Integer::compare).orElse(0);
  }
}
