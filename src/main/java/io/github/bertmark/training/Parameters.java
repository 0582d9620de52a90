package io.github.bertmark.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.bertmark.InputException;
import io.github.bertmark.checkpoint.Checkpoint;
import io.github.bertmark.checkpoint.FloatTensor;
import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A model's arrays: the frozen ones, out of the base checkpoint, and the trained ones, by the name
 * that they have in the adapter (without PEFT's prefix).
 */
final class Parameters {
  /** BERT's own initialisation of new dense layers. */
  private static final double INITIAL_STANDARD_DEVIATION = 0.02;

  private final NDManager manager;
  private final Checkpoint base;
  private final Random random;
  private final Map<String, FloatTensor> stored;
  private final Map<String, NDArray> trained = new LinkedHashMap<>();

  /**
   * @param seed of what starts at random
   * @param stored values of trained tensors to go on from, by name; empty to start anew
   */
  Parameters(NDManager manager, Checkpoint base, int seed, Map<String, FloatTensor> stored) {
    this.manager = manager;
    this.base = base;
    this.random = new Random(seed);
    this.stored = stored;
  }

  /** What is trained, in the order in which it was made. */
  Map<String, NDArray> trained() {
    return Collections.unmodifiableMap(trained);
  }

  /** A frozen tensor in the checkpoint's own layout. */
  NDArray frozen(String name) {
    FloatTensor tensor = base.tensor(name);
    return array(tensor.toArray(), tensor.shape());
  }

  /** A frozen linear layer's weight, [output, input]; the checkpoint has [input, output]. */
  NDArray frozenWeight(String name) {
    try (NDArray kernel = frozen(name)) {
      // duplicate: or it stays a strided view of the array that is closed here.
      return kernel.transpose().duplicate();
    }
  }

  /** A frozen linear layer of the base with a trained update, which starts as zero. */
  AdaptedLinear adapted(String baseName, String name, int rank, NDArray scale) {
    NDArray weight = frozenWeight(baseName + ".weight");
    NDArray bias = frozen(baseName + ".bias");
    long output = weight.getShape().get(0);
    long input = weight.getShape().get(1);
    double bound = 1 / Math.sqrt((double) input);
    NDArray down =
        trained(
            name + ".lora_A.weight",
            uniform(rank * input, bound),
            List.of(rank, Math.toIntExact(input)));
    NDArray up =
        trained(
            name + ".lora_B.weight",
            new float[Math.toIntExact(output * rank)],
            List.of(Math.toIntExact(output), rank));
    return new AdaptedLinear(weight, bias, down, up, scale);
  }

  /** A layer normalisation of the base, trained on. */
  Layers.Norm norm(String baseName, String name) {
    return new Layers.Norm(
        trainedFromBase(baseName + ".weight", name + ".weight"),
        trainedFromBase(baseName + ".bias", name + ".bias"));
  }

  private NDArray trainedFromBase(String baseName, String name) {
    FloatTensor tensor = base.tensor(baseName);
    return trained(name, tensor.toArray(), tensor.shape());
  }

  /** A dense layer of the base, trained in full. */
  Dense denseFromBase(String baseName, String name) {
    try (NDArray weight = frozenWeight(baseName + ".weight")) {
      List<Integer> shape = List.of((int) weight.getShape().get(0), (int) weight.getShape().get(1));
      return new Dense(
          trained(name + ".weight", weight.toFloatArray(), shape),
          trainedFromBase(baseName + ".bias", name + ".bias"));
    }
  }

  /** A new dense layer that passes on what it gets. */
  Dense identityDense(String name, int size) {
    float[] identity = new float[size * size];
    for (int i = 0; i < size; i++) {
      identity[i * size + i] = 1;
    }
    return new Dense(
        trained(name + ".weight", identity, List.of(size, size)),
        trained(name + ".bias", new float[size], List.of(size)));
  }

  /** A new dense layer. */
  Dense newDense(String name, int output, int input) {
    return new Dense(
        trained(name + ".weight", gaussian(output * input), List.of(output, input)),
        trained(name + ".bias", new float[output], List.of(output)));
  }

  /** A dense layer that is trained in full. */
  record Dense(NDArray weight, NDArray bias) {
    NDArray apply(NDArray x) {
      return Layers.linear(x, weight, bias);
    }
  }

  NDArray scalar(double value) {
    return manager.full(new Shape(1), (float) value);
  }

  NDArray array(float[] values, List<Integer> shape) {
    long[] dimensions = shape.stream().mapToLong(Integer::longValue).toArray();
    try (NDArray wrapped =
        manager.create(FloatBuffer.wrap(values), new Shape(dimensions), DataType.FLOAT32)) {
      return wrapped.duplicate();
    }
  }

  private NDArray trained(String name, float[] values, List<Integer> shape) {
    NDArray array = array(storedOr(name, values, shape), shape);
    array.setRequiresGradient(true);
    trained.put(name, array);
    return array;
  }

  private float[] storedOr(String name, float[] initial, List<Integer> shape) {
    if (stored.isEmpty()) {
      return initial;
    }
    FloatTensor tensor = stored.get(name);
    if (tensor == null || !tensor.shape().equals(shape)) {
      throw new InputException(
          name,
          "the stored weights have "
              + (tensor == null ? "no such tensor" : tensor.shape())
              + " where the model has "
              + shape,
          "they belong to another recipe; train anew");
    }
    return tensor.toArray();
  }

  private float[] uniform(long size, double bound) {
    float[] values = new float[Math.toIntExact(size)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
    }
    return values;
  }

  private float[] gaussian(int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (random.nextGaussian() * INITIAL_STANDARD_DEVIATION);
    }
    return values;
  }
}
