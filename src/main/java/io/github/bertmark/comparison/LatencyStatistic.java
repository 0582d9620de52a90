package io.github.bertmark.comparison;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.bertmark.statistics.ForkStatistic;

/** Which figure of a fork's calls stands for its latency. */
public enum LatencyStatistic {
  @JsonProperty("median")
  MEDIAN(ForkStatistic.MEDIAN),

  @JsonProperty("mean")
  MEAN(ForkStatistic.MEAN);

  private final ForkStatistic ofFork;

  LatencyStatistic(ForkStatistic ofFork) {
    this.ofFork = ofFork;
  }

  ForkStatistic ofFork() {
    return ofFork;
  }
}
