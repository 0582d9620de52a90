package io.github.bertmark.inspect;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.Collection;
import java.util.Set;

/**
 * Which code of MLAS, ONNX Runtime's library of matrix kernels, a node runs. ONNX Runtime tells
 * nobody; this follows how it chooses by the processor's features, in {@code platform.cpp}, {@code
 * qnbitgemm.cpp} and {@code matmul_nbits.cc} of release 1.28.
 */
final class MlasKernels {
  private static final Set<Long> BLOCKS = Set.of(16L, 32L, 64L, 128L, 256L);
  private static final long ACCURACY_INT8 = 4;

  private final boolean arm;
  private final Set<String> features;

  /**
   * @param architecture as Java names it
   * @param features of the processor, as Linux names them
   */
  MlasKernels(String architecture, Collection<String> features) {
    this.arm = architecture.equals("aarch64");
    this.features = Set.copyOf(features);
  }

  /** The kernel of a matrix product. */
  String of(NodeProto node, String dataType) {
    if (node.getOpType().equals("MatMulNBits")) {
      return blocks(
          NodeWork.integer(node, "bits", 4),
          NodeWork.integer(node, "block_size", 32),
          NodeWork.integer(node, "accuracy_level", 0));
    }
    return switch (dataType) {
      case "int8", "uint8" -> integers(dataType.equals("uint8"));
      case "float32" -> "MLAS SGEMM, " + floats();
      default -> "not known";
    };
  }

  private String floats() {
    if (arm) {
      return "NEON";
    }
    if (has("avx512f")) {
      return "AVX-512F";
    }
    return has("avx2", "fma") ? "FMA3" : has("avx") ? "AVX" : "SSE";
  }

  private String integers(boolean unsigned) {
    String weights = unsigned ? "MLAS QGEMM u8 x u8, " : "MLAS QGEMM u8 x s8, ";
    if (arm) {
      return weights + (has("i8mm") ? "NEON i8mm" : has("asimddp") ? "NEON dot product" : "NEON");
    }
    if (!unsigned && has("amx_tile", "amx_int8")) {
      return weights + "AMX";
    }
    if (has("avx512f", "avx512bw", "avx512dq", "avx512vl")) {
      return weights + (!unsigned && has("avx512_vnni") ? "AVX-512 VNNI" : "AVX-512");
    }
    if (!unsigned && has("avx_vnni", "avx2")) {
      return weights + "AVX-VNNI";
    }
    if (has("avx2", "fma")) {
      // Pairs of 8-bit products are added in 16 bits (vpmaddubsw): four instructions a step for
      // what VNNI does in one; u8 x u8 widens to 16 bits first.
      return weights + (unsigned ? "AVX2, widened to 16 bits" : "AVX2 without VNNI");
    }
    return weights + "SSE";
  }

  private String blocks(long bits, long block, long accuracy) {
    boolean inBytes = accuracy == ACCURACY_INT8;
    boolean known = BLOCKS.contains(block) && (bits == 4 || bits == 8 && inBytes);
    String level = nBits();
    if (!known || level.isEmpty()) {
      return "MLAS SGEMM, " + floats() + ", on weights made float32 in each call: no fast kernel";
    }
    return "MLAS QNBitGemm of %d bits, computing in %s, %s"
        .formatted(bits, inBytes ? "8 bits" : "float32", level);
  }

  /** The level of the block-wise kernels; empty if there are none for the processor. */
  private String nBits() {
    if (arm) {
      return has("asimddp") ? "NEON dot product" : "";
    }
    if (has("avx512f", "avx512bw", "avx512dq", "avx512vl")) {
      return has("avx512_vnni") ? "AVX-512 VNNI" : "AVX-512";
    }
    if (!has("avx2", "fma")) {
      return "";
    }
    return has("avx_vnni") ? "AVX-VNNI" : "AVX2 without VNNI";
  }

  private boolean has(String... needed) {
    return features.containsAll(Set.of(needed));
  }
}
