package io.github.bertmark.metric;

import static io.github.bertmark.metric.Figure.Prominence.DETAIL;
import static io.github.bertmark.metric.Figure.Prominence.HEADLINE;

import io.github.bertmark.evaluate.Answers;
import io.github.bertmark.metric.Figure.Prominence;
import io.github.bertmark.run.Accuracy;
import io.github.bertmark.run.Allocation;
import io.github.bertmark.run.Latency;
import io.github.bertmark.run.VariantResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is measured, each described once; exports, tables, the page and the gate read it
 * here.
 */
public final class Catalogue {
  /** The time of a call, where the runs are of one machine. */
  public static final Metric LATENCY =
      new Metric(
          "latency",
          "latency",
          Unit.MILLISECONDS,
          Direction.LOWER_IS_BETTER,
          Kind.TIME_OVER_FORKS,
          variant -> variant.latency().forkTimesMillis(),
          latencies(),
          Set.of(
              Factor.CPU,
              Factor.CORES,
              Factor.SESSION,
              Factor.JVM,
              Factor.ONNX_RUNTIME,
              Factor.QUERY,
              Factor.PROTOCOL));

  /** The time of a call over that of a reference variant, the ruler, in the same run. */
  public static final Metric RULER =
      new Metric(
          "ruler",
          "latency / ruler",
          Unit.TIMES,
          Direction.LOWER_IS_BETTER,
          Kind.PROPORTIONAL_TIME,
          variant -> variant.latency().forkTimesMillis(),
          List.of(),
          Set.of(Factor.SESSION, Factor.ONNX_RUNTIME, Factor.QUERY, Factor.PROTOCOL));

  /** The share of right answers, paired query by query. */
  public static final Metric ACCURACY =
      new Metric(
          "accuracy",
          "accuracy",
          Unit.SHARE,
          Direction.HIGHER_IS_BETTER,
          Kind.SHARE_OF_ANSWERS,
          variant -> null,
          accuracies(),
          Set.of(Factor.DATASET));

  /** The size of the model file. */
  public static final Metric SIZE =
      new Metric(
          "size",
          "size",
          Unit.BYTES,
          Direction.LOWER_IS_BETTER,
          Kind.EXACT_NUMBER,
          variant -> null,
          List.of(
              Figure.of(
                  "size",
                  "model size",
                  "Size of the model file.",
                  Unit.BYTES,
                  HEADLINE,
                  variant -> variant.model().sizeBytes())),
          Set.of());

  /** What a call allocates on the Java heap. */
  public static final Metric ALLOCATION =
      new Metric(
          "allocation",
          "allocation",
          Unit.BYTES_PER_CALL,
          Direction.LOWER_IS_BETTER,
          Kind.NUMBER_OVER_FORKS,
          ofAllocation(allocation -> allocation.forkBytesPerCall().stream().map(List::of).toList()),
          List.of(
              Figure.of(
                  "allocation",
                  "allocation",
                  "Bytes on the heap per call.",
                  Unit.BYTES_PER_CALL,
                  HEADLINE,
                  ofAllocation(Allocation::bytesPerCall))),
          Set.of(Factor.JVM, Factor.QUERY));

  private static final List<Metric> CORE = List.of(LATENCY, RULER, ACCURACY, SIZE, ALLOCATION);

  /** What every run may have. */
  public static final Catalogue STANDARD =
      new Catalogue(
          Stream.of(
                  CORE,
                  TrafficMetrics.ALL,
                  ColdStartMetrics.ALL,
                  MemoryMetrics.ALL,
                  LoadMetrics.ALL)
              .flatMap(List::stream)
              .toList());

  private final Map<String, Metric> byId = new LinkedHashMap<>();

  private Catalogue(List<Metric> metrics) {
    for (Metric metric : metrics) {
      if (byId.put(metric.id(), metric) != null) {
        throw new IllegalArgumentException("two metrics have the id " + metric.id());
      }
    }
  }

  /** Whether every run has it, whatever its scenarios. */
  public static boolean isCore(Metric metric) {
    return CORE.contains(metric);
  }

  /** The same with one more. */
  public Catalogue with(Metric metric) {
    return new Catalogue(Stream.concat(metrics().stream(), Stream.of(metric)).toList());
  }

  /** All metrics, in the order of findings. */
  public List<Metric> metrics() {
    return List.copyOf(byId.values());
  }

  /** The metric of an id, if there is one. */
  public Optional<Metric> metric(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The metrics that a difference makes incomparable. */
  public List<Metric> incomparableBy(Factor factor) {
    return metrics().stream().filter(m -> m.incomparableBy().contains(factor)).toList();
  }

  /**
   * The figures of a run that tables show beside those of latency, accuracy, size and allocation,
   * for which each table has a place of its own.
   */
  public List<Figure> further(List<VariantResult> variants) {
    return metrics().stream()
        .filter(metric -> !CORE.contains(metric))
        .flatMap(metric -> metric.figures().stream())
        .filter(figure -> figure.prominence() == HEADLINE)
        .filter(figure -> variants.stream().anyMatch(variant -> figure.of(variant) != null))
        .toList();
  }

  private static List<Figure> latencies() {
    return List.of(
        time("latency-mean", "mean", "Mean time of a call.", HEADLINE, Latency::meanMillis)
            .within(of(Latency::meanInterval95Millis), of(Latency::standardDeviationMillis)),
        time("latency-min", "fastest", "Time of the fastest call.", DETAIL, Latency::minimumMillis),
        percentile("latency-median", 0.5, HEADLINE, Latency::medianMillis),
        percentile("latency-p90", 0.9, DETAIL, Latency::p90Millis),
        percentile("latency-p95", 0.95, HEADLINE, Latency::p95Millis),
        percentile("latency-p99", 0.99, HEADLINE, Latency::p99Millis),
        time("latency-max", "slowest", "Time of the slowest call.", DETAIL, Latency::maximumMillis),
        count("forks", "JVMs that calls were timed in.", of(l -> l.forkTimesMillis().size())),
        count("calls", "Calls that were timed.", of(Latency::calls)));
  }

  private static List<Figure> accuracies() {
    return List.of(
        share(
                "accuracy",
                "accuracy",
                "Share of queries answered rightly.",
                HEADLINE,
                Accuracy::accuracy)
            .within(ofAccuracy(Accuracy::wilson95), null),
        share(
            "accuracy-as-fine-tuned",
            "accuracy as fine-tuned",
            "Accuracy without the constant on the logit of what is out of scope.",
            DETAIL,
            accuracy -> accuracy.plain() == null ? null : accuracy.plain().accuracy()),
        share(
            "in-scope-accuracy",
            "in-scope accuracy",
            "Accuracy of queries in scope.",
            DETAIL,
            Accuracy::inScopeAccuracy),
        share(
            "out-of-scope-recall",
            "out-of-scope recall",
            "Queries out of scope found to be so.",
            HEADLINE,
            Accuracy::outOfScopeRecall),
        share(
            "out-of-scope-auroc",
            "out-of-scope AUROC",
            "Area under the ROC curve of the score as a detector of queries out of scope.",
            DETAIL,
            ofAnswers(Answers::outOfScopeAuroc)),
        share(
            "out-of-scope-aupr",
            "out-of-scope AUPR",
            "Average precision of the score as a detector of queries out of scope.",
            DETAIL,
            ofAnswers(Answers::outOfScopeAupr)),
        share(
            "macro-f1",
            "macro F1",
            "Unweighted mean of F1 over the labels.",
            DETAIL,
            Accuracy::macroF1),
        count("queries", "Queries that the accuracy is of.", ofAccuracy(Accuracy::queries)),
        count("correct", "Queries answered rightly.", ofAccuracy(Accuracy::correct)),
        count(
            "truncated",
            "Texts longer than the model takes.",
            ofAccuracy(ofAnswers(Answers::truncated))));
  }

  private static Figure time(
      String id,
      String shortName,
      String description,
      Prominence prominence,
      Function<Latency, @Nullable Number> value) {
    return Figure.of(
        id, "latency, " + shortName, description, Unit.MILLISECONDS, prominence, of(value));
  }

  private static Figure percentile(
      String id,
      double quantile,
      Prominence prominence,
      Function<Latency, @Nullable Number> value) {
    long percent = Math.round(100 * quantile);
    return new Figure(
        id,
        "latency, " + (percent == 50 ? "median" : "p" + percent),
        percent + " % of the calls took at most this.",
        Unit.MILLISECONDS,
        of(value),
        null,
        of(latency -> latency.percentileInterval95Millis(quantile)),
        quantile,
        prominence);
  }

  private static Figure share(
      String id,
      String name,
      String description,
      Prominence prominence,
      Function<Accuracy, @Nullable Number> value) {
    return Figure.of(id, name, description, Unit.SHARE, prominence, ofAccuracy(value));
  }

  private static Figure count(
      String id, String description, Function<VariantResult, @Nullable Number> value) {
    return Figure.of(id, id, description, Unit.COUNT, Prominence.COUNT, value);
  }

  private static <T> Function<VariantResult, @Nullable T> of(
      Function<Latency, ? extends @Nullable T> figure) {
    return variant -> figure.apply(variant.latency());
  }

  private static <T> Function<VariantResult, @Nullable T> ofAccuracy(
      Function<Accuracy, ? extends @Nullable T> figure) {
    return variant -> figure.apply(variant.accuracy());
  }

  private static Function<Accuracy, @Nullable Number> ofAnswers(
      Function<Answers, ? extends @Nullable Number> figure) {
    return accuracy -> {
      Answers answers = accuracy.answers();
      return answers == null ? null : figure.apply(answers);
    };
  }

  private static <T> Function<VariantResult, @Nullable T> ofAllocation(
      Function<Allocation, T> figure) {
    return variant -> {
      Allocation allocation = variant.callAllocation();
      return allocation == null ? null : figure.apply(allocation);
    };
  }
}
