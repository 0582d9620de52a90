package io.github.bertmark.gate;

import io.github.bertmark.statistics.Interval;
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
  static String forks(OptionalInt needed, boolean tooFew) {
    if (needed.isPresent()) {
      return "about " + needed.getAsInt() + " forks a side would decide";
    }
    return tooFew
        ? "so few forks can never be significant: give 5 or more a side"
        : "too close to the threshold for any realistic number of forks";
  }

  static String probability(double p) {
    return p < 0.0001 ? "p < 0.0001" : format("p = %.4f", p);
  }
}
