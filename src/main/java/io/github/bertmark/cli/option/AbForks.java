package io.github.bertmark.cli.option;

import io.github.bertmark.InputException;
import io.github.bertmark.statistics.change.ChangeRule;
import io.github.bertmark.statistics.change.SequentialRule;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** How many forks there may be, and after which of them to look. */
public final class AbForks {
  private static final int STEP = 2;

  @Option(
      names = "--min-forks",
      paramLabel = "N",
      defaultValue = "6",
      description = "Forks of either side before the first look (default: ${DEFAULT-VALUE}).")
  private int fewest;

  @Option(
      names = "--max-forks",
      paramLabel = "N",
      defaultValue = "12",
      description = "Forks of either side at most (default: ${DEFAULT-VALUE}).")
  private int most;

  /** Looks after every second fork from the fewest on, and after the last. */
  public SequentialRule rule(ChangeRule rule) {
    Positive.require("--min-forks", fewest);
    Positive.require("--max-forks", most);
    if (most < 2) {
      throw new InputException(
          "--max-forks", "one fork a side says nothing of how forks differ", "choose 2 or more");
    }
    List<Integer> looks = new ArrayList<>();
    for (int forks = Math.min(fewest, most); forks < most; forks += STEP) {
      looks.add(forks);
    }
    looks.add(most);
    return SequentialRule.of(rule, looks);
  }
}
