package io.github.bertmark.inspect;

import java.util.Map;

/** ONNX's element types: {@code TensorProto.DataType} in onnx.proto. */
final class DataTypes {
  private record Type(String name, int bits) {}

  private static final Map<Integer, Type> TYPES =
      Map.ofEntries(
          Map.entry(1, new Type("float32", 32)),
          Map.entry(2, new Type("uint8", 8)),
          Map.entry(3, new Type("int8", 8)),
          Map.entry(4, new Type("uint16", 16)),
          Map.entry(5, new Type("int16", 16)),
          Map.entry(6, new Type("int32", 32)),
          Map.entry(7, new Type("int64", 64)),
          Map.entry(9, new Type("bool", 8)),
          Map.entry(10, new Type("float16", 16)),
          Map.entry(11, new Type("float64", 64)),
          Map.entry(12, new Type("uint32", 32)),
          Map.entry(13, new Type("uint64", 64)),
          Map.entry(16, new Type("bfloat16", 16)),
          Map.entry(21, new Type("uint4", 4)),
          Map.entry(22, new Type("int4", 4)));

  /** What ONNX Runtime's profiler calls them, where that is another name. */
  private static final Map<String, String> PROFILER_NAMES =
      Map.of("float", "float32", "double", "float64");

  private DataTypes() {}

  static int bits(int dataType) {
    return type(dataType).bits;
  }

  static String name(int dataType) {
    return type(dataType).name;
  }

  static String ofProfiler(String name) {
    return PROFILER_NAMES.getOrDefault(name, name);
  }

  private static Type type(int dataType) {
    // Texts and the like: not of any size that is known, and no weights.
    return TYPES.getOrDefault(dataType, new Type("type" + dataType, 0));
  }
}
