package io.github.bertmark.gate;

import io.github.bertmark.statistics.Interval;
import io.github.bertmark.statistics.change.Change;
import io.github.bertmark.statistics.change.RatioEstimate;
import java.util.Locale;
import java.util.OptionalInt;

/** Numbers in the sentences of findings, the same on every machine. */
final class Words {
  private Words() {}

  static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }

  /** A ratio as a change, {@code +4.1 %}. */
  static String change(double ratio) {
    return format("%+.1f %%", 100 * (ratio - 1));
  }

  /** An interval of ratios as changes, {@code -1.2 to +3.4 %}. */
  static String changes(Interval ratio) {
    return format("%+.1f to %+.1f %%", 100 * (ratio.lower() - 1), 100 * (ratio.upper() - 1));
  }

  /** A share in percent, without needless zeros: {@code 5 %}, {@code 0.5 %}. */
  static String percent(double fraction) {
    return number(100 * fraction) + " %";
  }

  /** To two places, without needless zeros. */
  static String number(double value) {
    return format("%.2f", value).replaceFirst("\\.?0+$", "");
  }

  /** What would settle a verdict that is open. */
  static String forks(Change change) {
    if (change.estimate() == null) {
      return singleFork(change.fewestForks());
    }
    if (change.tooFewForks() && change.forksToDecide().isEmpty()) {
      return format(
          "so few forks can never be significant: give %d or more a side", change.fewestForks());
    }
    return forks(change.forksToDecide(), change.estimate());
  }

  static String forks(OptionalInt needed, RatioEstimate estimate) {
    if (needed.isEmpty()) {
      return "too close to the threshold for any realistic number of forks";
    }
    int more = needed.getAsInt() - Math.min(estimate.baseForks(), estimate.candidateForks());
    return more > 0
        ? format(
            "about %d forks a side would decide, %d more than there are", needed.getAsInt(), more)
        : "a few more forks may decide";
  }

  /** Why one fork is not enough. */
  static String singleFork(int atLeast) {
    return "one fork does not tell how forks differ: give " + atLeast + " or more a side";
  }

  static String probability(double p) {
    return p < 0.0001 ? "p < 0.0001" : format("p = %.4f", p);
  }
}
