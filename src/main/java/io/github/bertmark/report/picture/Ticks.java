package io.github.bertmark.report.picture;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.FieldPosition;
import java.util.Locale;
import org.jfree.chart.axis.NumberTickUnit;

/** The ticks of an axis: steps of 1, 2 or 5 times a power of ten, alike in every locale. */
final class Ticks {
  private Ticks() {}

  /** The smallest such step of which no more than so many fit into a range. */
  static NumberTickUnit unit(double range, int most) {
    double least = range / Math.max(1, most);
    int exponent = (int) Math.floor(Math.log10(least));
    double power = Math.pow(10, exponent);
    double step = least <= power ? 1 : least <= 2 * power ? 2 : least <= 5 * power ? 5 : 10;
    int decimals = Math.max(0, step == 10 ? -exponent - 1 : -exponent);
    String pattern = "#,##0" + (decimals == 0 ? "" : "." + "0".repeat(decimals));
    return new NumberTickUnit(step * power, new FromZeroUp(pattern));
  }

  /** Writes nothing below zero: no latency or accuracy is, only the circle of a point may be. */
  private static final class FromZeroUp extends DecimalFormat {
    private static final long serialVersionUID = 1L;

    FromZeroUp(String pattern) {
      super(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
    }

    @Override
    public StringBuffer format(double number, StringBuffer text, FieldPosition position) {
      // Not -0.0 either, which would be written with its sign.
      return number < 0 ? text : super.format(Math.abs(number), text, position);
    }
  }
}
