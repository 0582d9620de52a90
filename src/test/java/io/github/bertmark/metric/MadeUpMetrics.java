package io.github.bertmark.metric;

import java.util.List;
import java.util.Set;

/** Metrics that no run of ours has, of values that every run has. */
public final class MadeUpMetrics {
  /** An exact number: how many queries were answered wrongly. */
  public static final Metric WRONG =
      new Metric(
          "wrong-answers",
          "wrong answers",
          Unit.COUNT,
          Direction.LOWER_IS_BETTER,
          Kind.EXACT_NUMBER,
          variant -> null,
          List.of(
              Figure.of(
                  "wrong-answers",
                  "wrong answers",
                  "Queries answered wrongly.",
                  Unit.COUNT,
                  Figure.Prominence.HEADLINE,
                  variant -> variant.accuracy().queries() - variant.accuracy().correct())),
          Set.of());

  /** A time over forks: twice that of a call. */
  public static final Metric TWICE =
      new Metric(
          "two-calls",
          "two calls",
          Unit.MILLISECONDS,
          Direction.LOWER_IS_BETTER,
          Kind.TIME_OVER_FORKS,
          variant ->
              variant.latency().forkTimesMillis().stream()
                  .map(fork -> fork.stream().map(millis -> 2 * millis).toList())
                  .toList(),
          List.of(
              Figure.of(
                  "two-calls-mean",
                  "two calls, mean",
                  "Mean time of two calls.",
                  Unit.MILLISECONDS,
                  Figure.Prominence.HEADLINE,
                  variant -> 2 * variant.latency().meanMillis())),
          Set.of(Factor.JVM));

  public static final Catalogue CATALOGUE = Catalogue.STANDARD.with(WRONG).with(TWICE);

  private MadeUpMetrics() {}
}
