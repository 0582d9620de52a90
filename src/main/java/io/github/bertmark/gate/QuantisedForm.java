package io.github.bertmark.gate;

import io.github.bertmark.run.GraphReport;
import io.github.bertmark.run.VariantResult;
import java.util.Set;
import java.util.stream.Stream;

/** Whether a variant computes with few-bit numbers, whose rounding depends on the processor. */
final class QuantisedForm {
  /** ONNX Runtime's operators on weights or activations of 4 or 8 bits. */
  private static final Set<String> OPERATORS =
      Set.of(
          "MatMulInteger",
          "DynamicQuantizeMatMul",
          "MatMulIntegerToFloat",
          "DynamicQuantizeLinear",
          "QuantizeLinear",
          "QLinearMatMul",
          "QAttention",
          "QGemm",
          "QEmbedLayerNormalization",
          "MatMulNBits");

  private QuantisedForm() {}

  /** By the graph that ran, or else by its being another form of a float32 variant. */
  static boolean is(VariantResult... sides) {
    return Stream.of(sides).anyMatch(QuantisedForm::isOne);
  }

  private static boolean isOne(VariantResult variant) {
    GraphReport graph = variant.graph();
    return variant.parent() != null
        || graph != null && graph.operators().keySet().stream().anyMatch(OPERATORS::contains);
  }
}
