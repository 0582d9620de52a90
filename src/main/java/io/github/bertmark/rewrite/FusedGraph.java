package io.github.bertmark.rewrite;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnsafeByteOperations;
import io.github.bertmark.InputException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A graph as ONNX Runtime's optimiser leaves it, with the fusions that it has for float32: once
 * weights are in fewer bits, it would not find them any more.
 *
 * <p>Only what is the same on every CPU is done: the level "extended", not the one that lays data
 * out for one of them.
 */
final class FusedGraph {
  /** Its tables of embeddings would be out of reach. */
  private static final String NOT_WANTED = "EmbedLayerNormFusion";

  private FusedGraph() {}

  /**
   * Reads a model through the optimiser; its weights stay in a file that is mapped.
   *
   * @param scratch a folder for that file, which is gone afterwards where the platform lets a
   *     mapped file go
   * @throws InputException if ONNX Runtime cannot load the model
   */
  @SuppressWarnings("try") // The session is made for what it writes.
  static ModelProto of(Path onnx, Path scratch) throws IOException {
    Path fused = Files.createTempFile(scratch, ".fused", ".onnx");
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.EXTENDED_OPT);
      options.setIntraOpNumThreads(1);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      options.addConfigEntry("optimization.disable_specified_optimizers", NOT_WANTED);
      options.addConfigEntry("session.disable_prepacking", "1");
      options.setOptimizedModelFilePath(fused.toString());
      try (OrtSession session =
          OrtEnvironment.getEnvironment().createSession(onnx.toString(), options)) {
        return OutsideWeights.takenInto(read(fused), onnx);
      }
    } catch (OrtException e) {
      throw new InputException(
          onnx,
          "cannot be loaded by ONNX Runtime (" + e.getMessage() + ")",
          "check that it is a whole model",
          e);
    } finally {
      Files.deleteIfExists(fused);
    }
  }

  private static ModelProto read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      CodedInputStream in =
          UnsafeByteOperations.unsafeWrap(
                  channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()))
              .newCodedInput();
      in.enableAliasing(true);
      return ModelProto.parseFrom(in);
    }
  }
}
