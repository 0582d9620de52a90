package io.github.bertmark.statistics.change;

import io.github.bertmark.statistics.ConfidenceIntervals;
import io.github.bertmark.statistics.change.Change.Verdict;
import io.github.bertmark.statistics.change.ChangeRule.Replication;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * A {@link ChangeRule} that may look several times while forks are run, and stops once the verdict
 * is settled or hopeless; all looks together raise no more false alarms than the rule with one
 * look.
 *
 * <p>Each look is a comparison at a higher confidence, from {@link AlphaSpending}. A look too early
 * to be significant at its level, whatever the forks show, is not taken.
 *
 * @param mostForks of either side
 * @param looks that will be taken, in order
 */
public record SequentialRule(ChangeRule rule, int mostForks, List<SequentialRule.Look> looks) {
  /**
   * Below that chance of any verdict at the last look, the rest of the forks is not worth running.
   */
  private static final double HOPELESS_BELOW = 0.05;

  /**
   * One look.
   *
   * @param forks of either side that it needs
   * @param confidence of its interval
   */
  public record Look(int forks, double confidence) {}

  /** What to do after a look. */
  public enum Decision {
    CONTINUE,
    /** The candidate is slower, faster, or has not clearly changed, as the comparison says. */
    SETTLED,
    /** The forks that are left would hardly decide it. */
    HOPELESS,
    /** All forks have run, and it is undecided. */
    EXHAUSTED
  }

  /** What a look showed. */
  public record Step(Decision decision, Change change) {}

  public SequentialRule {
    looks = List.copyOf(looks);
  }

  /**
   * A rule that looks after each of so many forks a side.
   *
   * @param forks at least one number, ascending
   */
  public static SequentialRule of(ChangeRule rule, List<Integer> forks) {
    List<Integer> left = new ArrayList<>(forks);
    int most = left.get(left.size() - 1);
    for (int i = 1; i < left.size(); i++) {
      if (left.get(i) <= left.get(i - 1)) {
        throw new IllegalArgumentException("forks must ascend: " + forks);
      }
    }
    while (true) {
      double[] shares = left.stream().mapToDouble(n -> (double) n / most).toArray();
      double[] levels = AlphaSpending.levels(AlphaSpending.criticalValues(shares, rule.tail()));
      int first = left.get(0);
      if (left.size() == 1 || rule.replication().smallestP(first) <= levels[0]) {
        List<Look> looks = new ArrayList<>();
        for (int i = 0; i < levels.length; i++) {
          looks.add(new Look(left.get(i), 1 - 2 * levels[i]));
        }
        return new SequentialRule(rule, most, looks);
      }
      left.remove(0);
    }
  }

  /**
   * Takes a look.
   *
   * @param look one of {@link #looks}
   * @param base the calls of each fork so far
   * @param candidate the same
   */
  public Step take(
      Look look,
      List<? extends Collection<Double>> base,
      List<? extends Collection<Double>> candidate) {
    Change change = rule.withConfidence(look.confidence()).compare(base, candidate);
    if (change.verdict() != Verdict.UNDECIDED) {
      return new Step(Decision.SETTLED, change);
    }
    if (look.forks() >= mostForks) {
      return new Step(Decision.EXHAUSTED, change);
    }
    boolean hopeless = chanceOfVerdict(change) < HOPELESS_BELOW;
    return new Step(hopeless ? Decision.HOPELESS : Decision.CONTINUE, change);
  }

  /**
   * The chance that the last look decides, given this one: the estimate will move by what the forks
   * to come add, and the interval will narrow as the square root of the number of forks.
   */
  private double chanceOfVerdict(Change change) {
    RatioEstimate estimate = change.estimate();
    if (estimate == null || estimate.logStandardError() == 0) {
      return 1;
    }
    Replication replication = rule.replication();
    double now = replication.varianceFactor(estimate.baseForks());
    double share = Math.min(1, replication.varianceFactor(mostForks) / now);
    double error = estimate.logStandardError();
    double halfWidth =
        ConfidenceIntervals.studentQuantile(
                replication.degreesOfFreedom(mostForks), looks.get(looks.size() - 1).confidence())
            * error
            * Math.sqrt(share);
    double moves = error * Math.sqrt(1 - share);
    if (moves == 0) {
      return 1;
    }
    NormalDistribution last = new NormalDistribution(estimate.logRatio(), moves);
    double beyond = Math.log1p(rule.threshold()) + halfWidth;
    double within = Math.log1p(rule.relevantChange()) - halfWidth;
    double decided = last.cumulativeProbability(-beyond) + 1 - last.cumulativeProbability(beyond);
    if (within > beyond) { // The verdicts overlap: any estimate decides.
      return 1;
    }
    return within <= 0
        ? decided
        : decided + last.cumulativeProbability(within) - last.cumulativeProbability(-within);
  }
}
