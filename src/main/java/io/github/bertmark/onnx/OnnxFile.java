package io.github.bertmark.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.github.bertmark.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * An ONNX file that is written weight by weight: its length is known before any value is, as the
 * shapes tell it, so the file is never in memory.
 */
public final class OnnxFile {
  /** The version of ONNX's format that came with opset 12. */
  private static final long IR_VERSION = 7;

  /** The only version of ONNX Runtime's own operators. */
  private static final long CONTRIBUTED_OPSET = 1;

  private static final int CHUNK_BYTES = 1 << 18;

  private final byte[] model;
  private final byte[] graph;
  private final List<Initializer> initializers;

  /**
   * @param properties the file's metadata
   */
  public OnnxFile(
      GraphBuilder graph, int opset, String version, SortedMap<String, String> properties) {
    this(
        graph,
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(opset)),
        version,
        properties);
  }

  /**
   * A file that is written again with another graph.
   *
   * @param proto all else
   */
  public OnnxFile(
      GraphBuilder graph,
      ModelProto.Builder proto,
      String version,
      SortedMap<String, String> properties) {
    proto.setProducerName("bertmark").setProducerVersion(version).clearGraph();
    boolean contributed = graph.usesContributedOperators();
    if (contributed
        && proto.getOpsetImportList().stream()
            .noneMatch(domain -> domain.getDomain().equals(GraphBuilder.CONTRIBUTED))) {
      proto.addOpsetImport(
          OperatorSetIdProto.newBuilder()
              .setDomain(GraphBuilder.CONTRIBUTED)
              .setVersion(CONTRIBUTED_OPSET));
    }
    for (Map.Entry<String, String> property : properties.entrySet()) {
      proto.addMetadataProps(
          StringStringEntryProto.newBuilder()
              .setKey(property.getKey())
              .setValue(property.getValue()));
    }
    // The graph is written behind these fields: protobuf leaves their order to the writer.
    this.model = proto.build().toByteArray();
    this.graph = graph.graph().toByteArray();
    this.initializers = graph.initializers();
  }

  /** The length of the file. */
  public long bytes() {
    return model.length + fieldBytes(ModelProto.GRAPH_FIELD_NUMBER, graphBytes());
  }

  /** Writes the file; progress is in bytes of {@link #bytes()}. */
  public void writeTo(OutputStream stream, Progress.Task progress) throws IOException {
    CodedOutputStream out = CodedOutputStream.newInstance(stream);
    out.writeRawBytes(model);
    writeFieldStart(out, ModelProto.GRAPH_FIELD_NUMBER, graphBytes());
    out.writeRawBytes(graph);
    byte[] chunk = new byte[CHUNK_BYTES];
    for (Initializer initializer : initializers) {
      byte[] header = header(initializer);
      writeFieldStart(out, GraphProto.INITIALIZER_FIELD_NUMBER, tensorBytes(initializer));
      out.writeRawBytes(header);
      writeFieldStart(out, TensorProto.RAW_DATA_FIELD_NUMBER, initializer.bytes());
      long left = initializer.bytes();
      for (ByteBuffer values : initializer.parts()) {
        left -= values.remaining();
        while (values.hasRemaining()) {
          int length = Math.min(chunk.length, values.remaining());
          values.get(chunk, 0, length);
          out.writeRawBytes(chunk, 0, length);
          progress.advance(length);
        }
      }
      if (left != 0) {
        throw new IllegalStateException(initializer.name() + " is not of its shape");
      }
    }
    out.flush();
    // What stands around the weights.
    progress.advance(bytes() - initializers.stream().mapToLong(Initializer::bytes).sum());
  }

  private long graphBytes() {
    long bytes = graph.length;
    for (Initializer initializer : initializers) {
      bytes += fieldBytes(GraphProto.INITIALIZER_FIELD_NUMBER, tensorBytes(initializer));
    }
    return bytes;
  }

  private static long tensorBytes(Initializer initializer) {
    return header(initializer).length
        + fieldBytes(TensorProto.RAW_DATA_FIELD_NUMBER, initializer.bytes());
  }

  private static byte[] header(Initializer initializer) {
    return TensorProto.newBuilder()
        .setName(initializer.name())
        .setDataType(initializer.type().getNumber())
        .addAllDims(initializer.shape().stream().map(Integer::longValue).toList())
        .build()
        .toByteArray();
  }

  private static long fieldBytes(int number, long length) {
    return CodedOutputStream.computeTagSize(number)
        + CodedOutputStream.computeUInt64SizeNoTag(length)
        + length;
  }

  private static void writeFieldStart(CodedOutputStream out, int number, long length)
      throws IOException {
    out.writeTag(number, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    out.writeUInt64NoTag(length);
  }
}
