package io.github.bertmark.gate;

import io.github.bertmark.run.DatasetReference;
import org.jspecify.annotations.Nullable;

/** The texts of queries, which are the data set's to publish and lie in no run. */
@FunctionalInterface
public interface QueryTexts {
  /** No data set is at hand. */
  QueryTexts NONE = (dataset, index) -> null;

  /** The text of a query of that data set; null if it is not at hand. */
  @Nullable String text(DatasetReference dataset, int index);
}
