package io.github.bertmark.scenario.traffic;

import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.scenario.ScenarioResults;
import io.github.bertmark.scenario.PageSection;
import io.github.bertmark.scenario.Scenario;

/** The data set's own queries, one after the other: what users will see, of every length. */
public final class TrafficScenario implements Scenario {
  /** A call of it is a pass over the whole sample. */
  public static final String BENCHMARK = "io.github.bertmark.jmh.TrafficBenchmark.pass";

  @Override
  public String id() {
    return "traffic";
  }

  @Override
  public String benchmark() {
    return BENCHMARK;
  }

  @Override
  public String summary(RunDocument run) {
    return MarkdownTraffic.of(run);
  }

  @Override
  public PageSection section() {
    return new PageSection("traffic-section", "Traffic", "traffic", -3, TrafficScenario::isIn);
  }

  private static boolean isIn(RunDocument run) {
    return run.variants().stream()
        .anyMatch(variant -> variant.measured(ScenarioResults::traffic) != null);
  }
}
