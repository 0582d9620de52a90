package io.github.bertmark.cli.option;

import io.github.bertmark.InputException;
import io.github.bertmark.evaluate.QuickLook;
import io.github.bertmark.scenario.Scenario;
import io.github.bertmark.scenario.list.Scenarios;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What a run measures, and how much of it; what is named goes before what {@code --quick} means.
 */
public final class ScopeOptions {
  private static final String SCENARIOS = "--scenarios";
  private static final int FORKS = 5;
  private static final int QUICK_FORKS = 2;

  @Mixin private QuickOption quick = new QuickOption();

  @Option(
      names = SCENARIOS,
      paramLabel = "NAME",
      split = ",",
      description = {
        "What to measure, separated by commas: latency, the calls themselves, which has to be among",
        "them; traffic, the data set's own queries; stages, where their time goes; peers, other ways",
        "to run the models; limits, what this machine can do at all; cold-start, the first answers",
        "of a fresh JVM; memory, what a process needs of it, and whether that stays; load, how many",
        "queries a second are answered in time. The word default, in place of their names or beside",
        "others, stands for what is measured by default (all of these but load)."
      })
  private @Nullable List<String> names;

  @Option(
      names = {"--peers", "--limits"},
      arity = "0..1",
      fallbackValue = "true",
      hidden = true)
  private @Nullable String former;

  public List<Scenario> scenarios() {
    if (former != null) {
      throw new InputException(
          "--peers, --limits",
          "are no more",
          "use " + SCENARIOS + "=" + Scenarios.ids(Scenarios.DEFAULT) + ", or fewer of them");
    }
    return names == null
        ? defaultScenarios()
        : Scenarios.named(SCENARIOS + "=" + String.join(",", names), names);
  }

  /** Those of a run that names none. */
  public List<Scenario> defaultScenarios() {
    return quick.look() == null ? Scenarios.DEFAULT : List.of(Scenarios.LATENCY);
  }

  /** JVMs per variant of a run that does not tell. */
  public int defaultForks() {
    return quick.look() == null ? FORKS : QUICK_FORKS;
  }

  /** What marks the run as a quick look; null if it is none. */
  public @Nullable QuickLook quick() {
    return quick.look();
  }
}
