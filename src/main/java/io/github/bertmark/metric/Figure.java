package io.github.bertmark.metric;

import io.github.bertmark.run.VariantResult;
import io.github.bertmark.statistics.Interval;
import io.github.bertmark.text.Figures;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One number of a metric, such as the mean of the latency: where it lies in a variant's result, and
 * what it is called.
 *
 * @param id of letters, digits and hyphens; the names in files are made of it
 * @param name in lists of figures
 * @param description what it is, in a sentence
 * @param value in the document's unit; null where a variant has none
 * @param deviation the standard deviation of what the value is a mean of; null if it is no mean
 * @param interval 95 % interval; null where there is none
 * @param quantile that it is, between 0 and 1; null if it is no percentile
 * @param prominence where it is shown
 */
public record Figure(
    String id,
    String name,
    String description,
    Unit unit,
    Function<VariantResult, @Nullable Number> value,
    @Nullable Function<VariantResult, @Nullable Number> deviation,
    @Nullable Function<VariantResult, @Nullable Interval> interval,
    @Nullable Double quantile,
    Prominence prominence) {
  /** Where a figure is shown. */
  public enum Prominence {
    /** Wherever the metric is. */
    HEADLINE,
    /** Where there is room for everything. */
    DETAIL,
    /** As a detail: how many of something the others rest on, neither good nor bad. */
    COUNT
  }

  /** A figure without an interval. */
  public static Figure of(
      String id,
      String name,
      String description,
      Unit unit,
      Prominence prominence,
      Function<VariantResult, @Nullable Number> value) {
    return new Figure(id, name, description, unit, value, null, null, null, prominence);
  }

  /** The same with a 95 % interval and, if it is a mean, a standard deviation. */
  Figure within(
      Function<VariantResult, @Nullable Interval> ofVariant,
      @Nullable Function<VariantResult, @Nullable Number> deviatingBy) {
    return new Figure(
        id, name, description, unit, value, deviatingBy, ofVariant, quantile, prominence);
  }

  /** The name beside others of its metric. */
  public String shortName() {
    return name.substring(name.indexOf(", ") < 0 ? 0 : name.indexOf(", ") + 2);
  }

  /** The value in the document's unit; null if the variant has none. */
  public @Nullable Number of(VariantResult variant) {
    return value.apply(variant);
  }

  /** The value in a unit; null if the variant has none. */
  public @Nullable Number of(VariantResult variant, Scale scale) {
    Number own = of(variant);
    return own == null ? null : scale.of(own);
  }

  /** The 95 % interval in a unit; null if there is none. */
  public @Nullable Interval intervalOf(VariantResult variant, Scale scale) {
    Interval own = interval == null ? null : interval.apply(variant);
    return own == null ? null : scale.of(own);
  }

  /** What stands above its values: {@code Model size (MiB)}. */
  public String heading() {
    String unit = this.unit.shown().symbol();
    return name.substring(0, 1).toUpperCase(Locale.ROOT)
        + name.substring(1)
        + (unit.isEmpty() ? "" : " (" + unit + ")");
  }

  /** The value as people read it, without the unit. */
  public String text(VariantResult variant) {
    Number value = of(variant, unit.shown());
    return value == null ? Figures.ABSENT : unit.number(value.doubleValue());
  }
}
