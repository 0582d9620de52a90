package io.github.bertmark.checkpoint.weights;

import io.github.bertmark.checkpoint.FloatTensor;
import java.util.List;
import java.util.function.Supplier;

/**
 * A tensor in a file of weights, whose values are read when they are asked for.
 *
 * @param type of its values, as the file names it
 * @param values reads them; fails if they are of a type that no weights have
 */
public record StoredTensor(
    String name, String type, List<Integer> shape, Supplier<FloatTensor> values) {
  public StoredTensor {
    shape = List.copyOf(shape);
  }
}
