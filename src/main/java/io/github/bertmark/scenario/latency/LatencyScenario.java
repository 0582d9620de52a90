package io.github.bertmark.scenario.latency;

import io.github.bertmark.run.RunDocument;
import io.github.bertmark.scenario.PageSection;
import io.github.bertmark.scenario.Scenario;

/** Warm calls, whole, one after the other: the headline of a run, which none can do without. */
public final class LatencyScenario implements Scenario {
  /** The benchmark whose times are the run's latencies. */
  public static final String BENCHMARK = "io.github.bertmark.jmh.ClassifyBenchmark.classify";

  @Override
  public String id() {
    return "latency";
  }

  @Override
  public String benchmark() {
    return BENCHMARK;
  }

  @Override
  public String summary(RunDocument run) {
    return MarkdownPercentiles.of(run);
  }

  @Override
  public PageSection section() {
    return new PageSection("shape-section", "Latency", "shape", -1, run -> true);
  }
}
