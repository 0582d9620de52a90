package io.github.bertmark.report.format;

import io.github.bertmark.Json;
import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.metric.Figure;
import io.github.bertmark.report.format.Columns.Column;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.StoredRun;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.text.Figures;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * For Apache Otava (formerly Hunter), which finds the change points of a history: a CSV of rows in
 * time for each variant, and the configuration with a test for each.
 *
 * <p>From docs/CSV.md, otava/test_config.py and otava/importer.py of github.com/apache/otava: a
 * test of type {@code csv} names its file (found from the folder that otava is started in), the
 * column of the time, attributes, and metrics with column, direction (1: higher is better, -1:
 * lower) and scale. Every value of a metric has to be a number, which is why a variant has a file
 * of its own: a run without it would leave a gap. For the same reason a metric that a run is
 * without is none of the variant's metrics; its column is left alone then. {@code otava validate}
 * wants the names of metrics to differ between tests, so they begin with the variant.
 */
final class OtavaExport implements Export {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xx").withZone(ZoneOffset.UTC);
  private static final List<String> ATTRIBUTES = List.of("run", "commit", "bertmark_version");

  /** What a former version of a run lacks would leave gaps in all of a history. */
  private static final Columns METRICS =
      new Columns(
          List.of("latency", "size", "accuracy"),
          Set.of("allocation", "out-of-scope-recall"),
          Map.of());

  /** What JSON lets stand and YAML does not, or takes for the end of a line. */
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\x7f-\\x9f\\u2028\\u2029\\ufeff\\ufffe\\uffff]");

  private final List<Column> columns;

  OtavaExport(Catalogue catalogue) {
    columns = METRICS.of(catalogue, figure -> figure.prominence() == Figure.Prominence.HEADLINE);
  }

  @Override
  public List<ExportFile> files(List<StoredRun> runs) throws IOException {
    Series.require(runs);
    Map<String, List<List<String>>> rows = new LinkedHashMap<>();
    for (StoredRun run : runs) {
      for (VariantResult variant : run.document().variants()) {
        rows.computeIfAbsent(variant.id(), id -> new ArrayList<>())
            .add(row(run.document(), variant));
      }
    }
    Iterator<String> names = FileNames.distinct(List.copyOf(rows.keySet())).iterator();
    List<String> header = new ArrayList<>(List.of("time"));
    header.addAll(ATTRIBUTES);
    columns.forEach(column -> header.add(name(column)));
    List<ExportFile> files = new ArrayList<>();
    List<OtavaTest> tests = new ArrayList<>();
    rows.forEach(
        (variant, ofVariant) -> {
          String file = "otava-" + names.next() + ".csv";
          tests.add(new OtavaTest(variant, file, withoutGaps(header, ofVariant)));
          files.add(new ExportFile(file, Csv.text(header, ofVariant)));
        });
    files.add(0, new ExportFile("otava.yaml", configuration(tests)));
    return files;
  }

  /** A variant's series. */
  private record OtavaTest(String variant, String file, List<Column> metrics) {
    String name() {
      return "bertmark." + variant;
    }
  }

  private List<Column> withoutGaps(List<String> header, List<List<String>> rows) {
    return columns.stream()
        .filter(
            column ->
                rows.stream().noneMatch(row -> row.get(header.indexOf(name(column))).isEmpty()))
        .toList();
  }

  private static String name(Column column) {
    // A sign is no word.
    String unit = column.figure().unit().shown().symbol().replace("%", "percent");
    return Columns.snake(column.figure().id(), unit.toLowerCase(Locale.ROOT).replace(' ', '_'));
  }

  private List<String> row(RunDocument run, VariantResult variant) {
    String commit = run.gitCommit();
    List<String> row = new ArrayList<>();
    row.add(TIME.format(run.createdAt()));
    row.add(run.id());
    row.add(commit == null ? "" : commit);
    row.add(run.bertmarkVersion());
    for (Column column : columns) {
      Figure figure = column.figure();
      row.add(Objects.toString(figure.of(variant, figure.unit().shown()), ""));
    }
    return row;
  }

  private static String configuration(List<OtavaTest> tests) throws IOException {
    StringBuilder yaml =
        new StringBuilder(
            """
            # Apache Otava: start it in this folder, since files are found from there.
            # OTAVA_CONFIG=otava.yaml otava analyze bertmark
            tests:
            """);
    for (OtavaTest test : tests) {
      yaml.append(
          Figures.format(
              """
                %s:
                  type: csv
                  file: %s
                  time_column: time
                  attributes: [%s]
                  metrics:
              """,
              quoted(test.name()), quoted(test.file()), String.join(", ", ATTRIBUTES)));
      for (Column column : test.metrics()) {
        String metric = name(column);
        yaml.append(
            Figures.format(
                """
                      %s:
                        column: %s
                        direction: %d
                        scale: 1
                """,
                quoted(test.variant() + "." + metric),
                metric,
                column.isBetterWhenHigher() ? 1 : -1));
      }
    }
    yaml.append("test_groups:\n  bertmark:\n");
    for (OtavaTest test : tests) {
      yaml.append("    - ").append(quoted(test.name())).append('\n');
    }
    return yaml.toString();
  }

  /** In double quotes, whose escapes in YAML include all of JSON's. */
  private static String quoted(String text) throws IOException {
    return UNPRINTABLE
        .matcher(Json.toText(text).strip())
        .replaceAll(found -> Figures.format("\\\\u%04x", (int) found.group().charAt(0)));
  }
}
