package io.github.bertmark.ab;

import io.github.bertmark.statistics.Interval;
import io.github.bertmark.statistics.change.Change;
import io.github.bertmark.statistics.change.RatioEstimate;
import io.github.bertmark.statistics.change.SequentialRule;
import org.jspecify.annotations.Nullable;

/**
 * A look at the forks so far.
 *
 * @param forks of either side
 * @param confidence of its interval, higher than that of a comparison that looks once
 * @param ratio candidate over base; above 1 the candidate takes longer
 * @param interval of the ratio; null if there are too few forks
 * @param verdict on the candidate
 * @param decision what came of it
 */
public record Look(
    int forks,
    double confidence,
    double ratio,
    @Nullable Interval interval,
    Change.Verdict verdict,
    SequentialRule.Decision decision) {

  static Look of(SequentialRule.Look look, SequentialRule.Step step) {
    Change change = step.change();
    RatioEstimate estimate = change.estimate();
    return new Look(
        look.forks(),
        look.confidence(),
        change.ratio(),
        estimate == null ? null : estimate.interval(),
        change.verdict(),
        step.decision());
  }
}
