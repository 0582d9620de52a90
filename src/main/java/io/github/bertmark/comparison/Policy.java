package io.github.bertmark.comparison;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.PlainText;
import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.metric.Factor;
import io.github.bertmark.metric.Metric;
import io.github.bertmark.statistics.change.ChangeRule;
import io.github.bertmark.statistics.change.ForkStatistic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How much worse is too much, and how sure one must be.
 *
 * @param latencyThreshold relative change of a latency that has to be exceeded; raised to the
 *     machine's noise floor where that is known
 * @param latencyRelevantChange relative change that has to be excluded before it is said that a
 *     latency did not clearly change
 * @param latencyStatistic the figure whose ratio is judged
 * @param latencyBasis what latencies are judged by
 * @param ruler id of the variant that others are set in proportion to; null for the first one that
 *     both runs have with the same model file
 * @param rulerThreshold relative change of that proportion that has to be exceeded
 * @param accuracyTolerancePoints percentage points of accuracy that may be lost
 * @param accuracyConfidence that a change of the accuracy is not chance; 0 counts every change
 * @param sizeTolerance relative growth of the model file that is allowed
 * @param allocationThreshold relative growth of the allocation that is allowed
 * @param confidence of the intervals of ratios
 * @param inconclusive what becomes of findings that the data do not settle
 * @param underTest factors that may differ, since their effect is what is to be found out
 * @param accept what may pass although it cannot be compared
 * @param metrics limits of metrics by id, which go before those of their kind; null if there are
 *     none
 */
public record Policy(
    double latencyThreshold,
    double latencyRelevantChange,
    ForkStatistic latencyStatistic,
    LatencyBasis latencyBasis,
    @Nullable String ruler,
    double rulerThreshold,
    double accuracyTolerancePoints,
    double accuracyConfidence,
    double sizeTolerance,
    double allocationThreshold,
    double confidence,
    WhenInconclusive inconclusive,
    List<Factor> underTest,
    List<Acceptance> accept,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, MetricLimits> metrics) {
  private static final String WAY_OUT = "correct it; docs/gate.md lists the keys";

  /** What holds where no policy says otherwise. */
  public static final Policy DEFAULT =
      new Policy(
          ChangeRule.DEFAULT.threshold(),
          ChangeRule.DEFAULT.relevantChange(),
          ForkStatistic.MEDIAN,
          LatencyBasis.ABSOLUTE,
          null,
          0.15,
          0.2,
          0.99,
          0.005,
          0.05,
          ChangeRule.DEFAULT.confidence(),
          WhenInconclusive.ESTIMATE,
          List.of(),
          List.of(),
          null);

  public Policy {
    requireWithin("latencyThreshold", latencyThreshold, 0, 1);
    requireWithin("latencyRelevantChange", latencyRelevantChange, 0, 1);
    if (latencyRelevantChange < latencyThreshold) {
      throw new IllegalArgumentException(
          "latencyRelevantChange must not be below latencyThreshold");
    }
    // A noisy machine may have to let a ratio double.
    requireWithin("rulerThreshold", rulerThreshold, 0, 10);
    requireWithin("accuracyTolerancePoints", accuracyTolerancePoints, 0, 100);
    requireWithin("accuracyConfidence", accuracyConfidence, 0, 1);
    requireWithin("sizeTolerance", sizeTolerance, 0, 1);
    requireWithin("allocationThreshold", allocationThreshold, 0, 1);
    // Beyond, the bootstrap's tails would be empty.
    requireWithin("confidence", confidence, 0.5, 0.9995);
    underTest = List.copyOf(underTest);
    accept = List.copyOf(accept);
    metrics =
        metrics == null || metrics.isEmpty()
            ? null
            : Collections.unmodifiableMap(new TreeMap<>(metrics));
  }

  /**
   * Reads a policy: a JSON object whose keys are those of this record, each optional.
   *
   * @throws InputException if it is missing or malformed or has an unknown key
   */
  public static Policy read(Path file) throws IOException {
    return read(file, Catalogue.STANDARD);
  }

  /** The same for the metrics of a catalogue. */
  public static Policy read(Path file, Catalogue catalogue) throws IOException {
    PolicyFile written = Json.read(file, PolicyFile.class, WAY_OUT);
    try {
      return written.policy(catalogue);
    } catch (IllegalArgumentException e) {
      throw new InputException(file, PlainText.refusal(e), WAY_OUT, e);
    }
  }

  /**
   * The rule for the latency of a variant.
   *
   * @param noise of the machine, which the thresholds are raised to; null if it is not known
   */
  public ChangeRule latencyRule(String variant, @Nullable NoiseFloor noise) {
    return timeRule(Catalogue.LATENCY, variant, noise);
  }

  /** The rule for the latency of a variant by pairs of forks whose calls take turns. */
  public ChangeRule pairRule(String variant, @Nullable NoiseFloor noise) {
    ChangeRule rule = latencyRule(variant, null).ofPairs();
    return noise == null ? rule : rule.withNoiseFloor(noise.ofPairs(variant));
  }

  /** The rule for a time of a variant. */
  public ChangeRule timeRule(Metric metric, String variant, @Nullable NoiseFloor noise) {
    MetricLimits own = limits(metric);
    double threshold = own == null ? latencyThreshold : or(own.threshold(), latencyThreshold);
    double relevant =
        Math.max(
            threshold,
            own == null ? latencyRelevantChange : or(own.tolerance(), latencyRelevantChange));
    ChangeRule rule = new ChangeRule(latencyStatistic, confidence, threshold, relevant);
    return noise == null ? rule : rule.withNoiseFloor(noise.of(variant));
  }

  private @Nullable MetricLimits limits(Metric metric) {
    return metrics == null ? null : metrics.get(metric.id());
  }

  /** The relative change of a metric that has to be exceeded, of all kinds but times. */
  public double threshold(Metric metric) {
    MetricLimits own = limits(metric);
    if (own != null) {
      return own.only(metric.id());
    }
    return switch (metric.kind()) {
      case TIME_OVER_FORKS -> latencyThreshold;
      case PROPORTIONAL_TIME -> rulerThreshold;
      case SHARE_OF_ANSWERS -> accuracyTolerancePoints;
      case NUMBER_OVER_FORKS -> allocationThreshold;
      case EXACT_NUMBER -> sizeTolerance;
    };
  }

  /** The same with other factors under test. */
  public Policy testing(List<Factor> factors) {
    return with(confidence, factors);
  }

  /** The same with intervals of ratios at another confidence, as one of several looks has it. */
  public Policy atConfidence(double other) {
    return with(other, underTest);
  }

  private Policy with(double otherConfidence, List<Factor> otherUnderTest) {
    return new Policy(
        latencyThreshold,
        latencyRelevantChange,
        latencyStatistic,
        latencyBasis,
        ruler,
        rulerThreshold,
        accuracyTolerancePoints,
        accuracyConfidence,
        sizeTolerance,
        allocationThreshold,
        otherConfidence,
        inconclusive,
        otherUnderTest,
        accept,
        metrics);
  }

  private static <T> T or(@Nullable T value, T otherwise) {
    return Objects.requireNonNullElse(value, otherwise);
  }

  private static void requireWithin(String name, double value, double from, double below) {
    if (!(value >= from && value < below)) {
      throw new IllegalArgumentException(
          name + " must be from " + from + " below " + below + ", not " + value);
    }
  }

  /** The same as it is written: what is left out keeps its default. */
  private record PolicyFile(
      @Nullable Double latencyThreshold,
      @Nullable Double latencyRelevantChange,
      @Nullable ForkStatistic latencyStatistic,
      @Nullable LatencyBasis latencyBasis,
      @Nullable String ruler,
      @Nullable Double rulerThreshold,
      @Nullable Double accuracyTolerancePoints,
      @Nullable Double accuracyConfidence,
      @Nullable Double sizeTolerance,
      @Nullable Double allocationThreshold,
      @Nullable Double confidence,
      @Nullable WhenInconclusive inconclusive,
      @Nullable List<Factor> underTest,
      @Nullable List<Acceptance> accept,
      @Nullable Map<String, MetricLimits> metrics) {
    Policy policy(Catalogue catalogue) {
      for (String id : or(metrics, Map.<String, MetricLimits>of()).keySet()) {
        if (catalogue.metric(id).isEmpty()) {
          throw new IllegalArgumentException(
              "metrics names "
                  + PlainText.cut(id)
                  + "; there are "
                  + catalogue.metrics().stream().map(Metric::id).collect(Collectors.joining(", ")));
        }
      }
      return new Policy(
          or(latencyThreshold, DEFAULT.latencyThreshold),
          // Whoever sets the threshold alone means nothing smaller to be relevant.
          or(
              latencyRelevantChange,
              Math.max(
                  DEFAULT.latencyRelevantChange, or(latencyThreshold, DEFAULT.latencyThreshold))),
          or(latencyStatistic, DEFAULT.latencyStatistic),
          or(latencyBasis, DEFAULT.latencyBasis),
          ruler,
          or(rulerThreshold, DEFAULT.rulerThreshold),
          or(accuracyTolerancePoints, DEFAULT.accuracyTolerancePoints),
          or(accuracyConfidence, DEFAULT.accuracyConfidence),
          or(sizeTolerance, DEFAULT.sizeTolerance),
          or(allocationThreshold, DEFAULT.allocationThreshold),
          or(confidence, DEFAULT.confidence),
          or(inconclusive, DEFAULT.inconclusive),
          or(underTest, DEFAULT.underTest),
          or(accept, DEFAULT.accept),
          metrics);
    }
  }
}
