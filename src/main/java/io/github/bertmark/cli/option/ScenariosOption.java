package io.github.bertmark.cli.option;

import io.github.bertmark.InputException;
import io.github.bertmark.scenario.Scenario;
import io.github.bertmark.scenario.list.Scenarios;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a run measures. */
public final class ScenariosOption {
  private static final String NAME = "--scenarios";

  @Option(
      names = NAME,
      paramLabel = "NAME",
      split = ",",
      description = {
        "What to measure, separated by commas: latency, the calls themselves, which has to be among",
        "them; stages, where their time goes; peers, other ways to run the models; limits, what",
        "this machine can do at all (default: all four)."
      })
  private @Nullable List<String> names;

  @Option(
      names = {"--peers", "--limits"},
      arity = "0..1",
      fallbackValue = "true",
      hidden = true)
  private @Nullable String former;

  /** Those that were named, else the given ones. */
  public List<Scenario> scenariosOr(List<Scenario> byDefault) {
    if (former != null) {
      throw new InputException(
          "--peers, --limits",
          "are no more",
          "use " + NAME + "=" + Scenarios.ids(Scenarios.ALL) + ", or fewer of them");
    }
    return names == null ? byDefault : Scenarios.named(NAME + "=" + String.join(",", names), names);
  }
}
