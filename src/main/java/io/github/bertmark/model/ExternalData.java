package io.github.bertmark.model;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TrainingInfoProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.github.bertmark.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The names of the files that an ONNX file keeps weights in, as they stand there: those of every
 * tensor, be it a weight, a sparse one or a node's attribute, in the graph, the graphs within it or
 * a function. Values are skipped, so that a file of any size takes little memory.
 */
final class ExternalData {
  /** As deep as protobuf itself reads. */
  private static final int DEEPEST = 100;

  /** The messages that lead to tensors, each with the fields that hold further ones. */
  private enum Message {
    MODEL,
    GRAPH,
    NODE,
    ATTRIBUTE,
    FUNCTION,
    TRAINING,
    SPARSE_TENSOR,
    TENSOR,
    ENTRY
  }

  private static final Map<Message, Map<Integer, Message>> CHILDREN =
      Map.of(
          Message.MODEL,
          Map.of(
              ModelProto.GRAPH_FIELD_NUMBER, Message.GRAPH,
              ModelProto.FUNCTIONS_FIELD_NUMBER, Message.FUNCTION,
              ModelProto.TRAINING_INFO_FIELD_NUMBER, Message.TRAINING),
          Message.GRAPH,
          Map.of(
              GraphProto.NODE_FIELD_NUMBER, Message.NODE,
              GraphProto.INITIALIZER_FIELD_NUMBER, Message.TENSOR,
              GraphProto.SPARSE_INITIALIZER_FIELD_NUMBER, Message.SPARSE_TENSOR),
          Message.NODE,
          Map.of(NodeProto.ATTRIBUTE_FIELD_NUMBER, Message.ATTRIBUTE),
          Message.ATTRIBUTE,
          Map.of(
              AttributeProto.T_FIELD_NUMBER, Message.TENSOR,
              AttributeProto.TENSORS_FIELD_NUMBER, Message.TENSOR,
              AttributeProto.G_FIELD_NUMBER, Message.GRAPH,
              AttributeProto.GRAPHS_FIELD_NUMBER, Message.GRAPH,
              AttributeProto.SPARSE_TENSOR_FIELD_NUMBER, Message.SPARSE_TENSOR,
              AttributeProto.SPARSE_TENSORS_FIELD_NUMBER, Message.SPARSE_TENSOR),
          Message.FUNCTION,
          Map.of(
              FunctionProto.NODE_FIELD_NUMBER, Message.NODE,
              FunctionProto.ATTRIBUTE_PROTO_FIELD_NUMBER, Message.ATTRIBUTE),
          Message.TRAINING,
          Map.of(
              TrainingInfoProto.INITIALIZATION_FIELD_NUMBER, Message.GRAPH,
              TrainingInfoProto.ALGORITHM_FIELD_NUMBER, Message.GRAPH),
          Message.SPARSE_TENSOR,
          Map.of(
              SparseTensorProto.VALUES_FIELD_NUMBER, Message.TENSOR,
              SparseTensorProto.INDICES_FIELD_NUMBER, Message.TENSOR),
          Message.TENSOR,
          // Whatever data_location says: a file that is named counts.
          Map.of(TensorProto.EXTERNAL_DATA_FIELD_NUMBER, Message.ENTRY),
          Message.ENTRY,
          Map.of());

  private final CodedInputStream in;
  private final SortedSet<String> locations = new TreeSet<>();

  private ExternalData(CodedInputStream in) {
    this.in = in;
  }

  /**
   * Reads the names in an ONNX file.
   *
   * @throws InputException if it is damaged or no ONNX file
   */
  static SortedSet<String> locations(Path onnx) throws IOException {
    try (InputStream stream = Files.newInputStream(onnx)) {
      ExternalData data = new ExternalData(CodedInputStream.newInstance(stream));
      data.read(Message.MODEL, 0);
      return data.locations;
    } catch (InvalidProtocolBufferException e) {
      throw new InputException(
          onnx,
          "cannot be loaded: it is no ONNX file, or cut off (" + e.getMessage() + ")",
          "build the variant again, or replace it by the variant's own file",
          e);
    }
  }

  private void read(Message message, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new InvalidProtocolBufferException("its graphs are nested too deeply");
    }
    String key = "";
    String value = "";
    Map<Integer, Message> children = CHILDREN.getOrDefault(message, Map.of());
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      int field = WireFormat.getTagFieldNumber(tag);
      boolean delimited = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
      Message child = children.get(field);
      if (!delimited) {
        in.skipField(tag);
      } else if (child != null) {
        int limit = in.pushLimit(in.readRawVarint32());
        read(child, depth + 1);
        in.checkLastTagWas(0);
        in.popLimit(limit);
      } else if (message == Message.ENTRY && field == StringStringEntryProto.KEY_FIELD_NUMBER) {
        key = in.readStringRequireUtf8();
      } else if (message == Message.ENTRY && field == StringStringEntryProto.VALUE_FIELD_NUMBER) {
        value = in.readStringRequireUtf8();
      } else {
        in.skipField(tag);
      }
    }
    if (key.equals("location")) {
      locations.add(value);
    }
  }
}
