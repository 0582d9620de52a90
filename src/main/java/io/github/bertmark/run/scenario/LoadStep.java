package io.github.bertmark.run.scenario;

/**
 * What a service did under a rate of queries. Latencies count from when a query was to arrive.
 *
 * @param perSecond queries that arrived on average
 * @param queries that were answered
 * @param serviceP99Millis 99 % of the queries took at most this once a worker had taken them, which
 *     is what a caller that waits for each answer sees
 * @param lateP99Millis 99 % of the queries that found a worker idle were taken at most so late: the
 *     generator's own error
 */
public record LoadStep(
    double perSecond,
    int queries,
    double p50Millis,
    double p90Millis,
    double p99Millis,
    double maxMillis,
    double serviceP99Millis,
    double lateP99Millis) {
  public LoadStep {
    if (!(perSecond > 0) || queries < 1) {
      throw new IllegalArgumentException("a step has a rate and queries");
    }
  }
}
