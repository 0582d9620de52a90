package io.github.bertmark.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import io.github.bertmark.inspect.NodeRuns.TypedShape;
import io.github.bertmark.machine.Product;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arithmetic by hand: 11 tokens, width 768. */
class NodeWorkTest {
  private static final int FLOAT = 1;
  private static final int UINT8 = 2;
  private static final int INT8 = 3;
  private static final TypedShape TOKENS = floats(1, 11, 768);

  private final Map<String, StoredTensor> weights =
      Map.ofEntries(
          Map.entry("matrix", new StoredTensor(FLOAT, List.of(768L, 3072L))),
          Map.entry("bytes", new StoredTensor(INT8, List.of(768L, 2304L))),
          Map.entry("scales", new StoredTensor(FLOAT, List.of(2304L))),
          Map.entry("blocks", new StoredTensor(UINT8, List.of(3072L, 24L, 16L))),
          Map.entry("blockScales", new StoredTensor(FLOAT, List.of(3072L * 24))),
          Map.entry("words", new StoredTensor(UINT8, List.of(30522L, 768L))),
          Map.entry("wordScales", new StoredTensor(FLOAT, List.of(30522L, 3L))));
  private final Set<String> read = new HashSet<>();

  private NodeWork work(NodeProto node, List<TypedShape> inputs, TypedShape output) {
    NodeRuns runs =
        new NodeRuns("node", node.getOpType(), "CPU", inputs, List.of(output), List.of(1L));
    return NodeWork.of(node, runs, weights, read);
  }

  @Test
  void aProductReadsItsWeightsOnce() {
    NodeProto node = node("MatMul", "x", "matrix");
    NodeWork first = work(node, List.of(TOKENS), floats(1, 11, 3072));
    NodeWork second = work(node, List.of(TOKENS), floats(1, 11, 3072));

    assertThat(first.product()).isEqualTo(new Product("float32", 11, 768, 3072));
    assertThat(first.operations()).isEqualTo(2L * 11 * 768 * 3072);
    assertThat(first.weightBytes()).isEqualTo(4L * 768 * 3072);
    assertThat(second.operations()).isEqualTo(first.operations());
    assertThat(second.weightBytes()).isZero();
  }

  @Test
  void aProductOfActivationsHasOperationsButNoWeights() {
    NodeWork work =
        work(
            node("FusedMatMul", "queries", "keys"),
            List.of(floats(1, 12, 11, 64), floats(1, 12, 64, 11)),
            floats(1, 12, 11, 11));

    assertThat(work).isEqualTo(new NodeWork("float32", 0, null, 2L * 12 * 11 * 11 * 64));
  }

  @Test
  void attentionInIntegersMultipliesItsHeadsInFloats() {
    NodeWork work =
        work(node("QAttention", "x", "bytes", "b", "s", "scales"), List.of(TOKENS), TOKENS);

    assertThat(work.product()).isEqualTo(new Product("int8", 11, 768, 2304));
    assertThat(work.innerOperations()).isEqualTo(4L * 11 * 11 * 768);
    assertThat(work.weightBytes()).isEqualTo(768L * 2304 + 4 * 2304);
  }

  @Test
  void attentionOfQueriesKeysAndValuesMultipliesThemAlone() {
    NodeWork work =
        work(node("MultiHeadAttention", "q", "k", "v"), List.of(TOKENS, TOKENS, TOKENS), TOKENS);
    assertThat(work).isEqualTo(new NodeWork("float32", 0, null, 4L * 11 * 11 * 768));
  }

  @Test
  void blocksAreNamedByBitsAndSize() {
    NodeProto node =
        node("MatMulNBits", "x", "blocks", "blockScales").toBuilder()
            .addAttribute(attribute("bits", 4))
            .addAttribute(attribute("block_size", 32))
            .build();
    NodeWork work = work(node, List.of(TOKENS), floats(1, 11, 3072));

    assertThat(work.product()).isEqualTo(new Product("int4-b32", 11, 768, 3072));
    assertThat(work.weightBytes()).isEqualTo(3072L * 24 * (16 + 4));
  }

  @Test
  void ofEmbeddingsTheRowsOfTheTokensAreRead() {
    TypedShape ids = new TypedShape("int64", List.of(1L, 11L));
    NodeWork gather =
        work(node("Gather", "words", "ids"), List.of(floats(30522, 768), ids), TOKENS);
    NodeWork blocks =
        work(
            node("GatherBlockQuantized", "words", "ids", "wordScales"),
            List.of(floats(30522, 768), ids),
            TOKENS);

    assertThat(gather.weightBytes()).isEqualTo(11L * 768);
    // The table itself was counted with the first node.
    assertThat(blocks.weightBytes()).isEqualTo(11L * 3 * 4);
    assertThat(gather.operations()).isZero();
  }

  @Test
  void whatMultipliesNothingHasNoOperations() {
    NodeWork work = work(node("Add", "x", "scales"), List.of(floats(1, 11, 2304)), TOKENS);
    assertThat(work.operations()).isZero();
    assertThat(work.weightBytes()).isEqualTo(4 * 2304);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "amd64|avx2 fma|float32|MLAS SGEMM, FMA3",
        "amd64|avx2 fma avx512f|float32|MLAS SGEMM, AVX-512F",
        "aarch64|asimd|float32|MLAS SGEMM, NEON",
        "amd64|avx2 fma|int8|MLAS QGEMM u8 x s8, AVX2 without VNNI",
        "amd64|avx2 fma avx_vnni|int8|MLAS QGEMM u8 x s8, AVX-VNNI",
        "amd64|avx2 fma avx512f avx512bw avx512dq avx512vl avx512_vnni|int8|MLAS QGEMM u8 x s8,"
            + " AVX-512 VNNI",
        "aarch64|asimd asimddp|int8|MLAS QGEMM u8 x s8, NEON dot product",
        "amd64|sse4_1|int4-b32|MLAS SGEMM, SSE, on weights made float32 in each call: no fast"
            + " kernel",
        "amd64|avx2 fma|int4-b32|MLAS QNBitGemm of 4 bits, computing in 8 bits, AVX2 without VNNI",
      })
  void kernelsFollowTheProcessor(
      String architecture, String features, String dataType, String kernel) {
    NodeProto.Builder node = node("MatMul", "x", "w").toBuilder();
    if (dataType.startsWith("int4")) {
      node.setOpType("MatMulNBits")
          .addAttribute(attribute("bits", 4))
          .addAttribute(attribute("block_size", 32))
          .addAttribute(attribute("accuracy_level", 4));
    }
    MlasKernels kernels = new MlasKernels(architecture, List.of(features.split(" ", -1)));
    assertThat(kernels.of(node.build(), dataType)).isEqualTo(kernel);
  }

  private static TypedShape floats(long... shape) {
    return new TypedShape("float32", Arrays.stream(shape).boxed().toList());
  }

  private static NodeProto node(String operator, String... inputs) {
    return NodeProto.newBuilder().setOpType(operator).addAllInput(List.of(inputs)).build();
  }

  private static AttributeProto attribute(String name, long value) {
    return AttributeProto.newBuilder().setName(name).setI(value).build();
  }
}
