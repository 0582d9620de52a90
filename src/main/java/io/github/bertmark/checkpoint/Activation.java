package io.github.bertmark.checkpoint;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A function of each value by itself, between two linear layers. */
public enum Activation {
  /** "Gaussian Error Linear Units" (Hendrycks and Gimpel, 2016): x / 2 * (1 + erf(x / sqrt 2)). */
  GELU("gelu", "gelu_python"),
  /** The same by tanh: x / 2 * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3))). */
  GELU_BY_TANH("gelu_new", "gelu_fast", "gelu_pytorch_tanh"),
  /** max(0, x). */
  RELU("relu"),
  /** The hyperbolic tangent. */
  TANH("tanh");

  private final List<String> names;

  Activation(String... names) {
    this.names = List.of(names);
  }

  /** The activation that Hugging Face's libraries name so; empty if it is none of these. */
  public static Optional<Activation> of(String name) {
    return Arrays.stream(values()).filter(known -> known.names.contains(name)).findFirst();
  }

  /** Hugging Face's name. */
  @Override
  public String toString() {
    return names.get(0);
  }
}
