package io.github.bertmark.metric;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.bertmark.run.VariantResult;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something that is measured of every variant, and what the rest of the program has to know of it.
 *
 * @param id in documents and policies
 * @param name in tables and sentences
 * @param direction which way is better
 * @param kind says how two runs are compared by it
 * @param samples what each fork measured, in the document's unit; null where a variant has none, or
 *     where it is not of forks
 * @param figures the numbers that tell it, the first for all of it; none if it is told by
 *     comparisons alone
 * @param incomparableBy what, if it differs between two runs, makes it incomparable
 */
public record Metric(
    String id,
    String name,
    Unit unit,
    Direction direction,
    Kind kind,
    Function<VariantResult, @Nullable List<List<Double>>> samples,
    List<Figure> figures,
    Set<Factor> incomparableBy) {
  public Metric {
    figures = List.copyOf(figures);
    incomparableBy = Set.copyOf(incomparableBy);
  }

  @JsonCreator
  static Metric read(String id) {
    return Catalogue.STANDARD
        .metric(id)
        .orElseThrow(() -> new IllegalArgumentException("there is no metric of that id"));
  }

  @JsonValue
  @Override
  public String id() {
    return id;
  }

  /** The first figure's value of a variant, as findings have it; null if there is none. */
  public @Nullable Double judged(@Nullable VariantResult variant) {
    Number value =
        variant == null || figures.isEmpty() ? null : figures.get(0).of(variant, unit.judged());
    return value == null ? null : (Double) value.doubleValue();
  }

  @Override
  public String toString() {
    return id;
  }
}
