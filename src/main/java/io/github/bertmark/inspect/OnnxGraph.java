package io.github.bertmark.inspect;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.github.bertmark.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The nodes of an ONNX file, and of its weights type and shape; their values are skipped, so that a
 * file of any size takes little memory.
 *
 * @param weights by name
 */
record OnnxGraph(List<NodeProto> nodes, Map<String, StoredTensor> weights) {
  OnnxGraph {
    nodes = List.copyOf(nodes);
    weights = Map.copyOf(weights);
  }

  /**
   * Reads a file.
   *
   * @throws InputException if it is damaged or no ONNX file
   */
  static OnnxGraph read(Path file) throws IOException {
    List<NodeProto> nodes = new ArrayList<>();
    Map<String, StoredTensor> weights = new HashMap<>();
    try (InputStream stream = Files.newInputStream(file)) {
      CodedInputStream in = CodedInputStream.newInstance(stream);
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        if (tag == lengthDelimited(ModelProto.GRAPH_FIELD_NUMBER)) {
          int limit = in.pushLimit(in.readRawVarint32());
          readGraph(in, nodes, weights);
          in.popLimit(limit);
        } else {
          in.skipField(tag);
        }
      }
    } catch (InvalidProtocolBufferException e) {
      throw new InputException(
          file, "is no ONNX file: " + e.getMessage(), "build the variant again", e);
    }
    if (nodes.isEmpty()) {
      throw new InputException(file, "is an ONNX file without nodes", "build the variant again");
    }
    return new OnnxGraph(nodes, weights);
  }

  /** How many nodes there are of each operator. */
  Map<String, Integer> operators() {
    Map<String, Integer> counts = new TreeMap<>();
    nodes.forEach(node -> counts.merge(node.getOpType(), 1, Integer::sum));
    return counts;
  }

  /** Whether an operator is one of ONNX Runtime's own, which the ONNX standard does not have. */
  boolean isContributed(String operator) {
    return nodes.stream()
        .anyMatch(
            node ->
                node.getOpType().equals(operator) && node.getDomain().startsWith("com.microsoft"));
  }

  private static void readGraph(
      CodedInputStream in, List<NodeProto> nodes, Map<String, StoredTensor> weights)
      throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == lengthDelimited(GraphProto.NODE_FIELD_NUMBER)) {
        NodeProto.Builder node = NodeProto.newBuilder();
        in.readMessage(node, ExtensionRegistryLite.getEmptyRegistry());
        nodes.add(node.build());
      } else if (tag == lengthDelimited(GraphProto.INITIALIZER_FIELD_NUMBER)) {
        int limit = in.pushLimit(in.readRawVarint32());
        readWeight(in, weights);
        in.popLimit(limit);
      } else {
        in.skipField(tag);
      }
    }
  }

  private static void readWeight(CodedInputStream in, Map<String, StoredTensor> weights)
      throws IOException {
    String name = "";
    int dataType = 0;
    List<Long> shape = new ArrayList<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == lengthDelimited(TensorProto.NAME_FIELD_NUMBER)) {
        name = in.readString();
      } else if (tag == varint(TensorProto.DATA_TYPE_FIELD_NUMBER)) {
        dataType = in.readInt32();
      } else if (tag == varint(TensorProto.DIMS_FIELD_NUMBER)) {
        shape.add(in.readInt64());
      } else if (tag == lengthDelimited(TensorProto.DIMS_FIELD_NUMBER)) {
        int limit = in.pushLimit(in.readRawVarint32());
        while (in.getBytesUntilLimit() > 0) {
          shape.add(in.readInt64());
        }
        in.popLimit(limit);
      } else {
        in.skipField(tag);
      }
    }
    weights.put(name, new StoredTensor(dataType, shape));
  }

  private static int lengthDelimited(int field) {
    return field << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
  }

  private static int varint(int field) {
    return field << 3 | WireFormat.WIRETYPE_VARINT;
  }
}
