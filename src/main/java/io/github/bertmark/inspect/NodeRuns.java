package io.github.bertmark.inspect;

import io.github.bertmark.statistics.Summary;
import java.util.List;

/**
 * The runs of one node in ONNX Runtime's trace.
 *
 * @param name of the node; several may share one
 * @param provider the execution provider that ran it
 * @param inputs type and shape of each input that was there at run time, in order; weights that
 *     were laid out anew when the session was made are left out
 * @param outputs of each output
 * @param micros of each run
 */
record NodeRuns(
    String name,
    String operator,
    String provider,
    List<TypedShape> inputs,
    List<TypedShape> outputs,
    List<Long> micros) {
  NodeRuns {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    micros = List.copyOf(micros);
  }

  /** A tensor at run time. */
  record TypedShape(String dataType, List<Long> shape) {
    TypedShape {
      shape = List.copyOf(shape);
    }

    long elements() {
      return shape.stream().reduce(1L, Math::multiplyExact);
    }

    /** The size of an axis, counted from the last one, 1. */
    long fromEnd(int axis) {
      return shape.get(shape.size() - axis);
    }
  }

  /** The median of the runs but the first ones, which warm up. */
  double medianMicros(int warmups) {
    List<Double> warm = micros.stream().skip(warmups).map(Long::doubleValue).toList();
    if (warm.isEmpty()) {
      throw new IllegalArgumentException(micros.size() + " runs are all for warming up");
    }
    return Summary.of(warm).median();
  }
}
