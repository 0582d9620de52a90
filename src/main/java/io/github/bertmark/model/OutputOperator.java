package io.github.bertmark.model;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The operator whose result an output of an ONNX file is. */
public final class OutputOperator {
  /** What hands its first input on in another type or shape. */
  private static final Set<String> PASSING =
      Set.of("Identity", "Cast", "Reshape", "Squeeze", "Unsqueeze", "Flatten", "DequantizeLinear");

  private OutputOperator() {}

  /** Its name; empty if no node gives the output. */
  public static String of(Path onnx, String output) throws IOException {
    Map<String, NodeProto> makers = new HashMap<>();
    try (InputStream stream = Files.newInputStream(onnx)) {
      readNodes(CodedInputStream.newInstance(stream), makers);
    }
    NodeProto node = makers.remove(output);
    while (node != null && PASSING.contains(node.getOpType()) && node.getInputCount() > 0) {
      node = makers.remove(node.getInput(0));
    }
    return node == null ? "" : node.getOpType();
  }

  /** The nodes of the file's graph; its weights are skipped. */
  private static void readNodes(CodedInputStream in, Map<String, NodeProto> makers)
      throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag != delimited(ModelProto.GRAPH_FIELD_NUMBER)) {
        in.skipField(tag);
        continue;
      }
      int limit = in.pushLimit(in.readRawVarint32());
      for (int inner = in.readTag(); inner != 0; inner = in.readTag()) {
        if (inner == delimited(GraphProto.NODE_FIELD_NUMBER)) {
          NodeProto node = NodeProto.parseFrom(in.readByteArray());
          node.getOutputList().forEach(name -> makers.put(name, node));
        } else {
          in.skipField(inner);
        }
      }
      in.popLimit(limit);
    }
  }

  private static int delimited(int field) {
    return field << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
  }
}
