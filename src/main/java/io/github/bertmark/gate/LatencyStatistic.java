package io.github.bertmark.gate;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which figure of the calls stands for a latency. */
public enum LatencyStatistic {
  @JsonProperty("median")
  MEDIAN,

  @JsonProperty("mean")
  MEAN
}
