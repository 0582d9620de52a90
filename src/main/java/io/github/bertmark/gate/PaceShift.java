package io.github.bertmark.gate;

import io.github.bertmark.machine.ForkPace;
import io.github.bertmark.machine.Pace;
import io.github.bertmark.run.RunDocument;
import org.jspecify.annotations.Nullable;

/**
 * How much faster or slower the machine itself was in one run than in another: the logarithm of
 * candidate over base, for the same work, as an interval around the middle of all kinds of work
 * that reaches as far as these and the errors of their rulers, as roots of squares.
 *
 * @param lower with what it may be off
 * @param upper with what it may be off
 */
record PaceShift(double lower, double upper) {
  /** None, for times of one run. */
  static final PaceShift NONE = new PaceShift(0, 0);

  /** Beyond it a correction would be worth more than what is corrected. */
  static final double MOST_UNCERTAIN = Math.log1p(0.2);

  /** Of a median of normal values, over that of their mean. */
  private static final double MEDIAN_ERROR = Math.sqrt(Math.PI / 2);

  /** Two-sided 98 %, as of the intervals of latencies. */
  private static final double NORMAL_98 = 2.326;

  /** From one run to another; null if either does not tell its pace, by two forks at least. */
  static @Nullable PaceShift between(RunDocument base, RunDocument candidate) {
    return between(base.pace(), candidate.pace());
  }

  static @Nullable PaceShift between(@Nullable Pace before, @Nullable Pace after) {
    if (before == null || after == null || before.forks().size() < 2 || after.forks().size() < 2) {
      return null;
    }
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    double error = 0;
    for (int work = 0; work < ForkPace.WORK.size(); work++) {
      double shift = after.median(work) - before.median(work);
      lowest = Math.min(lowest, shift);
      highest = Math.max(highest, shift);
      error = Math.max(error, Math.hypot(medianError(before, work), medianError(after, work)));
    }
    double middle = (lowest + highest) / 2;
    // What kinds of work differ by and what their rulers err by are independent.
    double reach = Math.hypot((highest - lowest) / 2, NORMAL_98 * error);
    return new PaceShift(middle - reach, middle + reach);
  }

  private static double medianError(Pace pace, int work) {
    return MEDIAN_ERROR * pace.deviation(work) / Math.sqrt(pace.forks().size());
  }

  /** Whether both may have had the same pace. */
  boolean isNone() {
    return lower <= 0 && upper >= 0;
  }

  /** The logarithm that the candidate's times are to be divided by; 0 where no shift is seen. */
  double correction() {
    return isNone() ? 0 : (lower + upper) / 2;
  }

  /** The logarithm by which that may be off. */
  double uncertainty() {
    return isNone() ? Math.max(-lower, upper) : (upper - lower) / 2;
  }

  boolean isTooUncertain() {
    return uncertainty() > MOST_UNCERTAIN;
  }

  /** The shift in words: a pace of 1.2 takes 20 % more time for the same work. */
  String text() {
    return Words.format(
        "the same work took %s to %s the time",
        Words.change(Math.exp(lower)), Words.change(Math.exp(upper)));
  }
}
