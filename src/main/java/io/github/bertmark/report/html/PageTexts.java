package io.github.bertmark.report.html;

import io.github.bertmark.run.DatasetReference;
import io.github.bertmark.run.Latency;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.text.DataNotes;
import io.github.bertmark.text.Figures;
import io.github.bertmark.text.QuickNote;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The sentences of the page that need no script. */
final class PageTexts {
  private PageTexts() {}

  static String title(HtmlRequest request) {
    return "bertmark: " + heading(request);
  }

  static String heading(HtmlRequest request) {
    if (request.isHistory()) {
      return "History of " + request.runs().size() + " runs";
    }
    return request.runs().size() == 2
        ? Figures.format(
            "Run %s against %s", request.subject().id(), request.runs().get(0).document().id())
        : "Which variant to ship";
  }

  static String facts(RunDocument run) {
    return format(
        "run %s · %s · %s · %d %s · ONNX Runtime %s · JDK %s · %d %s of %d calls · %s, %,d queries",
        run.id(),
        run.createdAt().toString().substring(0, "2026-01-31".length()),
        run.environment().cpuModel(),
        run.protocol().intraOpThreads(),
        run.protocol().intraOpThreads() == 1 ? "thread" : "threads",
        run.protocol().onnxRuntimeVersion(),
        run.jvm().jdkVersion(),
        run.protocol().forks(),
        run.protocol().forks() == 1 ? "fork" : "forks",
        run.protocol().measurementIterations(),
        run.dataset().name(),
        run.dataset().queries());
  }

  static @Nullable String warning(RunDocument run) {
    DatasetReference dataset = run.dataset();
    String sample =
        format(
            "Only the built-in sample of %,d queries was used, not CLINC150: these accuracies are"
                + " no basis for a choice and compare with those of no other set.",
            dataset.queries());
    String quick = QuickNote.of(run);
    String warning =
        Stream.concat(
                Stream.of(quick, dataset.sample() ? sample : null).filter(Objects::nonNull),
                DataNotes.of(run).stream())
            .collect(Collectors.joining(" "));
    return warning.isEmpty() ? null : warning;
  }

  static Page.Row row(VariantResult variant) {
    Latency latency = variant.latency();
    Double deviation = latency.standardDeviationMillis();
    Double p95 = latency.p95Millis();
    return new Page.Row(
        variant.displayName(),
        format("%.2f", variant.model().sizeMiB()),
        format("%.2f", latency.meanMillis())
            + (deviation == null ? "" : format(" ± %.2f", deviation)),
        p95 == null ? "–" : format("%.2f", p95),
        format("%.2f", 100 * variant.accuracy().accuracy()));
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
