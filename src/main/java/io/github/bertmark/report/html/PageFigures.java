package io.github.bertmark.report.html;

import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.metric.Direction;
import io.github.bertmark.metric.Figure;
import io.github.bertmark.run.Latency;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.statistics.Interval;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The figures of a catalogue for the page's program: what each is, and its values. */
final class PageFigures {
  /**
   * What the program has to know of a figure.
   *
   * @param key by which the page's address names it
   * @param unit of its values
   * @param higherIsBetter which way is better
   * @param takes the fewest calls that bound it; null if it takes no number of calls
   * @param headline whether the table has a column of it
   */
  record Described(
      String id,
      String key,
      String metric,
      String name,
      String shortName,
      String description,
      String unit,
      boolean higherIsBetter,
      @Nullable Integer takes,
      boolean headline) {}

  /** A value and its 95 % interval, both in the unit that people read. */
  record Value(Number value, @Nullable Interval interval) {}

  private PageFigures() {}

  static List<Described> describe(Catalogue catalogue) {
    return catalogue.metrics().stream()
        .flatMap(
            metric ->
                metric.figures().stream()
                    .filter(PageFigures::isShown)
                    .map(
                        figure ->
                            new Described(
                                figure.id(),
                                key(figure),
                                metric.id(),
                                figure.name(),
                                figure.shortName(),
                                figure.description(),
                                figure.unit().shown().symbol(),
                                metric.direction() == Direction.HIGHER_IS_BETTER,
                                takes(figure),
                                figure.prominence() == Figure.Prominence.HEADLINE)))
        .toList();
  }

  /** By id; without those that the variant has no value of. */
  static Map<String, Value> of(Catalogue catalogue, VariantResult variant) {
    Map<String, Value> values = new LinkedHashMap<>();
    catalogue.metrics().stream()
        .flatMap(metric -> metric.figures().stream())
        .filter(PageFigures::isShown)
        .forEach(
            figure -> {
              Number value = figure.of(variant, figure.unit().shown());
              if (value != null) {
                Interval interval = figure.intervalOf(variant, figure.unit().shown());
                values.put(figure.id(), new Value(value, interval));
              }
            });
    return values;
  }

  private static boolean isShown(Figure figure) {
    return figure.prominence() != Figure.Prominence.COUNT;
  }

  private static String key(Figure figure) {
    Double quantile = figure.quantile();
    return Catalogue.LATENCY.figures().contains(figure)
        ? quantile == null ? figure.shortName() : "p" + Math.round(100 * quantile)
        : figure.id();
  }

  private static @Nullable Integer takes(Figure figure) {
    Double quantile = figure.quantile();
    return quantile == null || quantile == 0.5 ? null : (Integer) Latency.callsFor(quantile);
  }
}
