package io.github.bertmark.scenario;

import io.github.bertmark.raw.GraphRecord;
import java.util.List;
import java.util.Map;

/**
 * A scenario of the machine alone, before any variant is timed: in a process of JMH's and with
 * results, {@code jmh-<id>.json}, of its own.
 */
public interface MachineScenario extends Scenario {
  /**
   * What JMH is to run.
   *
   * @param threads of the run
   * @param graphs of its variants
   */
  Work work(int threads, List<GraphRecord> graphs);

  /**
   * Benchmarks that are run in one fork each.
   *
   * @param parameters of JMH, each with its values
   * @param forks in all
   */
  record Work(Map<String, List<String>> parameters, int forks) {}
}
