package io.github.bertmark.gate;

import io.github.bertmark.comparison.Finding;
import io.github.bertmark.comparison.Outcome;
import io.github.bertmark.comparison.Policy;
import io.github.bertmark.comparison.Verdict;
import java.util.List;
import java.util.function.Predicate;

/**
 * What all findings together come to.
 *
 * @param exitCode 0 pass, 3 regression, 4 not comparable or not decided
 */
record Decision(Outcome outcome, int exitCode) {
  private static final int PASS = 0;
  private static final int REGRESSION = 3;
  private static final int UNDECIDED = 4;

  /**
   * The first that applies: a regression; something not comparable; something inconclusive that may
   * hide a regression; a pass.
   *
   * @param accepted which findings need not be comparable
   */
  static Decision of(List<Finding> findings, Policy policy, Predicate<Finding> accepted) {
    if (findings.stream().anyMatch(finding -> finding.verdict() == Verdict.REGRESSED)) {
      return new Decision(Outcome.REGRESSION, REGRESSION);
    }
    if (findings.isEmpty()
        || findings.stream()
            .filter(finding -> finding.verdict() == Verdict.NOT_COMPARABLE)
            .anyMatch(finding -> !accepted.test(finding))) {
      return new Decision(Outcome.NOT_COMPARABLE, UNDECIDED);
    }
    List<Finding> open = findings.stream().filter(Finding::mayHideRegression).toList();
    if (open.isEmpty()) {
      return new Decision(Outcome.PASS, PASS);
    }
    boolean fails =
        switch (policy.inconclusive()) {
          case FAIL -> true;
          case PASS -> false;
          case ESTIMATE ->
              open.stream().anyMatch(finding -> finding.looksWorse() || !finding.decidable());
        };
    return new Decision(Outcome.INCONCLUSIVE, fails ? UNDECIDED : PASS);
  }
}
