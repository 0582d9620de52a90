package io.github.bertmark.cli.output;

import io.github.bertmark.comparison.Comparison;
import io.github.bertmark.comparison.Drift;
import io.github.bertmark.comparison.Policy;
import io.github.bertmark.comparison.RunChanges;
import io.github.bertmark.dataset.Dataset;
import io.github.bertmark.dataset.LabelledQuery;
import io.github.bertmark.dataset.Split;
import io.github.bertmark.gate.Gate;
import io.github.bertmark.report.ComparisonTable;
import io.github.bertmark.report.HistoryText;
import io.github.bertmark.report.html.HtmlReport;
import io.github.bertmark.report.html.HtmlRequest;
import io.github.bertmark.report.html.QueryTexts;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.RunFiles;
import io.github.bertmark.run.StoredRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The page {@code report.html} and where it goes. */
public final class HtmlPage {
  public static final String NAME = "report.html";

  private HtmlPage() {}

  /**
   * Writes the page of runs.
   *
   * @param dataset whose texts it may show; null to do without
   * @return the outcome for the terminal; of one run nothing
   */
  public static String write(
      Path file, List<StoredRun> runs, @Nullable String studied, @Nullable Dataset dataset)
      throws IOException {
    RunDocument last = runs.get(runs.size() - 1).document();
    Gate gate = new Gate(Policy.DEFAULT);
    Comparison comparison = runs.size() == 2 ? gate.compare(runs.get(0), runs.get(1)) : null;
    List<RunChanges> changes = runs.size() > 2 ? gate.changesInTurn(runs) : List.of();
    List<Drift> drifts = runs.size() > 2 ? gate.drifts(runs, changes) : List.of();
    HtmlReport.write(
        file, new HtmlRequest(runs, studied, texts(last, dataset), comparison, changes, drifts));
    if (comparison != null) {
      return ComparisonTable.of(comparison);
    }
    return changes.isEmpty() ? "" : HistoryText.of(runs, changes, drifts);
  }

  /**
   * Where the page goes.
   *
   * @param paths as they were given
   * @param output the folder that was asked for; null if none was
   */
  public static Path file(List<Path> paths, List<StoredRun> runs, @Nullable Path output) {
    if (output != null) {
      return output.resolve(NAME);
    }
    if (paths.size() == 1) {
      return paths.get(0).resolve(NAME);
    }
    String name = runs.size() == 2 ? "comparison.html" : "history.html";
    return runs.get(runs.size() - 1).folder().resolve(name);
  }

  /** Whether a path is a folder that holds runs and is none, where nothing but the page belongs. */
  public static boolean holdsRuns(Path path) {
    return Files.isDirectory(path) && !Files.exists(new RunFiles(path).run());
  }

  /**
   * The runs that paths mean: each path is a run, or a folder of runs, whose unfinished ones are
   * left out.
   *
   * @return in the order of the paths; those of a folder by when they began
   */
  public static List<StoredRun> read(List<Path> paths) throws IOException {
    List<StoredRun> runs = new ArrayList<>();
    for (Path path : paths) {
      List<Path> inside = Files.exists(new RunFiles(path).run()) ? List.of() : runsIn(path);
      if (inside.isEmpty()) {
        runs.add(StoredRun.read(path));
        continue;
      }
      List<StoredRun> found = new ArrayList<>();
      for (Path run : inside) {
        found.add(StoredRun.read(run));
      }
      found.sort(Comparator.comparing(run -> run.document().createdAt()));
      runs.addAll(found);
    }
    return runs;
  }

  private static List<Path> runsIn(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> !StoredRun.isUnfinished(entry))
          .filter(entry -> Files.exists(new RunFiles(entry).run()))
          .sorted()
          .toList();
    }
  }

  private static @Nullable QueryTexts texts(RunDocument run, @Nullable Dataset dataset) {
    if (dataset == null || !dataset.sha256().equals(run.dataset().sha256())) {
      return null;
    }
    List<String> queries = dataset.queries(Split.TEST).stream().map(LabelledQuery::text).toList();
    return new QueryTexts(dataset.sha256(), queries, dataset.traits().attribution());
  }
}
