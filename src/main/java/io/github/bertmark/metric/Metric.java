package io.github.bertmark.metric;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is compared, with its unit and the way in which it gets better. */
public enum Metric {
  /** The time of a call, where the runs are of one machine. */
  @JsonProperty("latency")
  LATENCY("latency", "ms", Direction.LOWER_IS_BETTER),

  /** The time of a call over that of a reference variant, the ruler, in the same run. */
  @JsonProperty("ruler")
  RULER("latency / ruler", "times the ruler", Direction.LOWER_IS_BETTER),

  /** The share of right answers, paired query by query. */
  @JsonProperty("accuracy")
  ACCURACY("accuracy", "%", Direction.HIGHER_IS_BETTER),

  /** The size of the model file. */
  @JsonProperty("size")
  SIZE("size", "bytes", Direction.LOWER_IS_BETTER),

  /** What a call allocates on the Java heap. */
  @JsonProperty("allocation")
  ALLOCATION("allocation", "bytes per call", Direction.LOWER_IS_BETTER);

  private final String displayName;
  private final String unit;
  private final Direction direction;

  Metric(String displayName, String unit, Direction direction) {
    this.displayName = displayName;
    this.unit = unit;
    this.direction = direction;
  }

  /** The name in tables and sentences. */
  public String displayName() {
    return displayName;
  }

  /** The unit of a finding's base and candidate. */
  public String unit() {
    return unit;
  }

  /** Which way is better. */
  public Direction direction() {
    return direction;
  }
}
