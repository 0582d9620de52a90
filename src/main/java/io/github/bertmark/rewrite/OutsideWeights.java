package io.github.bertmark.rewrite;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.github.bertmark.model.ModelFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Weights that a graph keeps in files beside it; ONNX Runtime's optimiser leaves them there. */
final class OutsideWeights {
  private OutsideWeights() {}

  /**
   * Puts them into the graph, as views of their files.
   *
   * @param model what the optimiser made of the graph, which ONNX Runtime could load
   * @param onnx the graph's own file
   */
  static ModelProto takenInto(ModelProto model, Path onnx) throws IOException {
    Map<String, Path> files = ModelFiles.external(onnx);
    if (files.isEmpty()) {
      return model;
    }
    ModelProto.Builder whole = model.toBuilder();
    for (TensorProto.Builder tensor : whole.getGraphBuilder().getInitializerBuilderList()) {
      if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
        tensor.setRawData(view(tensor, onnx)).clearExternalData().clearDataLocation();
      }
    }
    return whole.build();
  }

  private static ByteString view(TensorProto.Builder tensor, Path onnx) throws IOException {
    Map<String, String> at = new HashMap<>();
    for (StringStringEntryProto entry : tensor.getExternalDataList()) {
      at.put(entry.getKey(), entry.getValue());
    }
    try (FileChannel file =
        FileChannel.open(onnx.resolveSibling(at.getOrDefault("location", "")))) {
      long offset = Long.parseLong(at.getOrDefault("offset", "0"));
      String length = at.get("length");
      return UnsafeByteOperations.unsafeWrap(
          file.map(
              FileChannel.MapMode.READ_ONLY,
              offset,
              length == null ? file.size() - offset : Long.parseLong(length)));
    }
  }
}
