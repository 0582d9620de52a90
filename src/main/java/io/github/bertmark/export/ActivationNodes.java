package io.github.bertmark.export;

import io.github.bertmark.checkpoint.Activation;
import io.github.bertmark.onnx.GraphBuilder;
import java.util.List;

/**
 * The nodes of an activation in ONNX's standard operators, in the patterns of ONNX Runtime's {@code
 * gelu_fusion.cc} and {@code fast_gelu_fusion.cc}.
 */
final class ActivationNodes {
  private ActivationNodes() {}

  static String add(GraphBuilder graph, Activation activation, String name, String x) {
    return switch (activation) {
      case GELU -> gelu(graph, name, x);
      case GELU_BY_TANH -> geluByTanh(graph, name, x);
      case RELU -> graph.node("Relu", name, List.of(x));
      case TANH -> graph.node("Tanh", name, List.of(x));
    };
  }

  private static String gelu(GraphBuilder graph, String name, String x) {
    String scaled =
        graph.node(
            "Div", name + "/scaled", List.of(x, graph.constant("sqrt_two", (float) Math.sqrt(2))));
    String erf = graph.node("Erf", name + "/erf", List.of(scaled));
    String shifted = graph.node("Add", name + "/shifted", List.of(erf, graph.constant("one", 1)));
    String doubled = graph.node("Mul", name + "/product", List.of(x, shifted));
    return graph.node("Mul", name, List.of(doubled, graph.constant("half", 0.5f)));
  }

  private static String geluByTanh(GraphBuilder graph, String name, String x) {
    String cube = graph.node("Pow", name + "/cube", List.of(x, graph.constant("three", 3)));
    String part =
        graph.node("Mul", name + "/part", List.of(cube, graph.constant("gelu_of_cube", 0.044715f)));
    String sum = graph.node("Add", name + "/sum", List.of(x, part));
    String scale = graph.constant("gelu_scale", (float) Math.sqrt(2 / Math.PI));
    String scaled = graph.node("Mul", name + "/scaled", List.of(sum, scale));
    String tanh = graph.node("Tanh", name + "/tanh", List.of(scaled));
    String shifted = graph.node("Add", name + "/shifted", List.of(tanh, graph.constant("one", 1)));
    String half = graph.node("Mul", name + "/half", List.of(x, graph.constant("half", 0.5f)));
    return graph.node("Mul", name, List.of(half, shifted));
  }
}
