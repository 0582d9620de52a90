package io.github.bertmark.text;

import io.github.bertmark.run.Accuracy;
import io.github.bertmark.run.Latency;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.statistics.Interval;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How numbers are written, the same in every locale and in every kind of report. */
public final class Figures {
  /** What is written where there is nothing to tell. */
  public static final String ABSENT = "-";

  /** What marks a variant on the frontier. */
  public static final String ON_FRONTIER = "◆";

  private Figures() {}

  public static String format(String pattern, @Nullable Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  /** A time, with three significant figures or more. */
  public static String millis(@Nullable Double millis) {
    return millis == null ? ABSENT : fixed(millis, decimals(millis));
  }

  /** Both to the same decimals, those of the mean. */
  public static String meanAndDeviation(Latency latency) {
    int decimals = decimals(latency.meanMillis());
    Double deviation = latency.standardDeviationMillis();
    return fixed(latency.meanMillis(), decimals)
        + (deviation == null ? "" : " ± " + fixed(deviation, decimals));
  }

  /** The interval of the mean, to the decimals of the mean. */
  public static String meanInterval(Latency latency, String separator) {
    return interval(latency.meanInterval95Millis(), latency.meanMillis(), separator);
  }

  /** The interval of a time, to the decimals of that time. */
  public static String interval(@Nullable Interval interval, double millis, String separator) {
    int decimals = decimals(millis);
    return interval == null
        ? ABSENT
        : fixed(interval.lower(), decimals) + separator + fixed(interval.upper(), decimals);
  }

  /**
   * How many times as fast a variant is as the baseline, by their means; of single forks nothing
   * bears that.
   */
  public static String speedUp(VariantResult baseline, VariantResult variant) {
    return baseline.latency().meanInterval95Millis() == null
            || variant.latency().meanInterval95Millis() == null
        ? ABSENT
        : factor(baseline.latency().meanMillis() / variant.latency().meanMillis());
  }

  public static String factor(double ratio) {
    return format(ratio < 10 ? "%.2fx" : "%.1fx", ratio);
  }

  private static int decimals(double millis) {
    return millis >= 100 ? 1 : millis >= 1 ? 2 : millis >= 0.1 ? 3 : 4;
  }

  private static String fixed(double value, int decimals) {
    return format("%." + decimals + "f", value);
  }

  public static String mebibytes(double sizeMiB) {
    return format("%.2f", sizeMiB);
  }

  /** A fraction in percent, without the sign. */
  public static String percent(@Nullable Double fraction) {
    return fraction == null ? ABSENT : format("%.2f", 100 * fraction);
  }

  public static String accuracyInterval(Accuracy accuracy, String separator) {
    Interval interval = accuracy.wilson95();
    return percent(interval.lower()) + separator + percent(interval.upper());
  }

  /** To one decimal, for where room is scarce. */
  public static String shortAccuracyInterval(Accuracy accuracy) {
    Interval percent = accuracy.wilson95().times(100);
    return format("%.1f-%.1f", percent.lower(), percent.upper());
  }

  /** A count with its noun, such as {@code 5,500 queries}. */
  public static String count(long count, String singular, String plural) {
    return format("%,d %s", count, count == 1 ? singular : plural);
  }
}
