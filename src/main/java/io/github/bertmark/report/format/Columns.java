package io.github.bertmark.report.format;

import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.metric.Direction;
import io.github.bertmark.metric.Figure;
import io.github.bertmark.metric.Metric;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The figures of a catalogue as a format has them.
 *
 * @param order ids of metrics or of single figures, in the order of the format; all others follow
 * @param leftOut ids of figures that the format does not have
 * @param known names by id that readers of the format know; all others have names made of their id
 */
record Columns(List<String> order, Set<String> leftOut, Map<String, String> known) {
  /** A figure and what it is of. */
  record Column(Metric metric, Figure figure) {
    boolean isBetterWhenHigher() {
      return metric.direction() == Direction.HIGHER_IS_BETTER;
    }
  }

  /** The figures of the catalogue that fit, in the format's order. */
  List<Column> of(Catalogue catalogue, Predicate<Figure> fits) {
    return catalogue.metrics().stream()
        .flatMap(metric -> metric.figures().stream().map(figure -> new Column(metric, figure)))
        .filter(column -> fits.test(column.figure()) && !leftOut.contains(column.figure().id()))
        .sorted(Comparator.comparing(this::place))
        .toList();
  }

  /** What the format calls a figure, or else its id. */
  String name(Figure figure) {
    return known.getOrDefault(figure.id(), figure.id());
  }

  private int place(Column column) {
    return Stream.of(column.figure().id(), column.metric().id())
        .filter(order::contains)
        .findFirst()
        .map(order::indexOf)
        .orElse(order.size());
  }

  /** Of letters, digits and underscores, as columns and metric families are named. */
  static String snake(String... parts) {
    return Stream.of(parts)
        .filter(part -> !part.isEmpty())
        .reduce((a, b) -> a + "_" + b)
        .orElse("")
        .replace('-', '_');
  }
}
