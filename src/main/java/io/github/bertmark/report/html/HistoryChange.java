package io.github.bertmark.report.html;

import io.github.bertmark.results.Latency;
import io.github.bertmark.results.RunDocument;
import io.github.bertmark.results.VariantResult;
import io.github.bertmark.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is different in a run from the one before.
 *
 * @param run its position in the history
 * @param variant that it is about; null for the whole run
 */
record HistoryChange(int run, @Nullable String variant, String text) {

  static List<HistoryChange> between(int run, RunDocument before, RunDocument after) {
    List<HistoryChange> changes = new ArrayList<>();
    String setting = setting(before, after);
    if (!setting.isEmpty()) {
      changes.add(new HistoryChange(run, null, setting + "."));
    }
    boolean sameQueries = before.dataset().equals(after.dataset());
    Map<String, VariantResult> former =
        before.variants().stream()
            .collect(Collectors.toMap(VariantResult::id, Function.identity()));
    for (VariantResult variant : after.variants()) {
      VariantResult old = former.remove(variant.id());
      List<String> texts =
          old == null ? List.of("new") : texts(old, variant, setting.isEmpty(), sameQueries);
      if (!texts.isEmpty()) {
        changes.add(new HistoryChange(run, variant.id(), String.join("; ", texts) + "."));
      }
    }
    former.keySet().stream()
        .sorted()
        .forEach(gone -> changes.add(new HistoryChange(run, gone, "no longer measured.")));
    return changes;
  }

  /** What, if different, keeps latencies from being compared; empty if nothing. */
  private static String setting(RunDocument before, RunDocument after) {
    List<String> texts = new ArrayList<>();
    differ(texts, "processor", before.environment().cpuModel(), after.environment().cpuModel());
    differ(
        texts,
        "processors available",
        before.environment().availableProcessors(),
        after.environment().availableProcessors());
    differ(
        texts,
        "ONNX Runtime",
        before.protocol().onnxRuntimeVersion(),
        after.protocol().onnxRuntimeVersion());
    differ(texts, "JDK", before.jvm().jdkVersion(), after.jvm().jdkVersion());
    differ(texts, "threads", before.protocol().intraOpThreads(), after.protocol().intraOpThreads());
    differ(texts, "data set", before.dataset().name(), after.dataset().name());
    return String.join("; ", texts);
  }

  private static void differ(List<String> texts, String what, Object before, Object after) {
    if (!before.equals(after)) {
      texts.add(what + " " + before + " → " + after);
    }
  }

  private static List<String> texts(
      VariantResult before, VariantResult after, boolean sameSetting, boolean sameQueries) {
    List<String> texts = new ArrayList<>();
    Latency old = before.latency();
    Latency now = after.latency();
    if (sameSetting && apart(old.meanInterval95Millis(), now.meanInterval95Millis())) {
      texts.add(
          format(
              "mean latency %.3g → %.3g ms (%+.1f %%)",
              old.meanMillis(), now.meanMillis(), 100 * (now.meanMillis() / old.meanMillis() - 1)));
    }
    if (sameQueries && apart(before.accuracy().wilson95(), after.accuracy().wilson95())) {
      texts.add(
          format(
              "accuracy %.2f → %.2f %%",
              100 * before.accuracy().accuracy(), 100 * after.accuracy().accuracy()));
    }
    if (!before.model().sha256().equals(after.model().sha256())) {
      texts.add(
          before.model().sizeBytes() == after.model().sizeBytes()
              ? "another model file of the same size"
              : format(
                  "another model file, %.1f → %.1f MiB",
                  before.model().sizeMiB(), after.model().sizeMiB()));
    }
    return texts;
  }

  private static boolean apart(@Nullable Interval one, @Nullable Interval other) {
    return one != null
        && other != null
        && (one.upper() < other.lower() || other.upper() < one.lower());
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
