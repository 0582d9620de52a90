package io.github.bertmark.scenario.list;

import io.github.bertmark.InputException;
import io.github.bertmark.scenario.Scenario;
import io.github.bertmark.scenario.coldstart.ColdStartScenario;
import io.github.bertmark.scenario.latency.LatencyScenario;
import io.github.bertmark.scenario.limits.LimitsScenario;
import io.github.bertmark.scenario.load.LoadScenario;
import io.github.bertmark.scenario.memory.MemoryScenario;
import io.github.bertmark.scenario.peers.PeersScenario;
import io.github.bertmark.scenario.stages.StagesScenario;
import io.github.bertmark.scenario.traffic.TrafficScenario;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every scenario, in the order of the reports; those of the machine alone are run first. */
public final class Scenarios {
  /** Without it there is no run document. */
  public static final Scenario LATENCY = new LatencyScenario();

  public static final List<Scenario> ALL =
      List.of(
          LATENCY,
          new TrafficScenario(),
          new StagesScenario(),
          new PeersScenario(),
          new LimitsScenario(),
          new ColdStartScenario(),
          new MemoryScenario(),
          new LoadScenario());

  /** Those of a run that names none. */
  public static final List<Scenario> DEFAULT = ALL.stream().filter(Scenario::inDefaultSet).toList();

  /** Stands for all of those. */
  private static final String DEFAULT_SET = "default";

  private static final String IDS = ids(ALL);

  private Scenarios() {}

  /**
   * The scenarios that an option names, in the order of the list.
   *
   * @param option as it was given, for what is wrong with it
   * @param names ids, and {@code default} for those of the default set
   * @throws InputException if one is unknown or there twice, or the latency is not among them
   */
  public static List<Scenario> named(String option, List<String> names) {
    List<String> ids =
        names.stream()
            .flatMap(
                name ->
                    name.equals(DEFAULT_SET) ? DEFAULT.stream().map(Scenario::id) : Stream.of(name))
            .toList();
    for (String id : ids) {
      if (ALL.stream().noneMatch(scenario -> scenario.id().equals(id))) {
        throw fault(option, "there is no scenario " + (id.isBlank() ? "without a name" : id));
      }
    }
    if (ids.stream().distinct().count() != ids.size()) {
      throw fault(option, "a scenario is there twice");
    }
    if (!ids.contains(LATENCY.id())) {
      throw fault(option, "no run is without the scenario " + LATENCY.id());
    }
    return ALL.stream().filter(scenario -> ids.contains(scenario.id())).toList();
  }

  /** Their names, separated by commas. */
  public static String ids(List<Scenario> scenarios) {
    return scenarios.stream().map(Scenario::id).collect(Collectors.joining(","));
  }

  private static InputException fault(String option, String cause) {
    return new InputException(
        option, cause, "name some of " + IDS + ", each once, or default for the usual ones");
  }
}
