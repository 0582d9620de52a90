package io.github.bertmark.metric;

import io.github.bertmark.run.VariantResult;
import io.github.bertmark.run.scenario.ScenarioResults;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values of what a further scenario found, which are absent where it was not measured. */
final class Measured {
  private Measured() {}

  static <S, T> Function<VariantResult, @Nullable T> of(
      Function<ScenarioResults, @Nullable S> scenario,
      Function<? super S, ? extends @Nullable T> value) {
    return variant -> {
      S found = variant.measured(scenario);
      return found == null ? null : value.apply(found);
    };
  }
}
