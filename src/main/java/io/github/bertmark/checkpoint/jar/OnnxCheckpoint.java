package io.github.bertmark.checkpoint.jar;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import io.github.bertmark.Digests;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.checkpoint.Checkpoint;
import io.github.bertmark.checkpoint.FloatTensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The encoder inside a jar of LangChain4j's embeddings: an ONNX file that PyTorch made, with its
 * {@code tokenizer.json}. All of it is on the heap, some 90 MB.
 *
 * <p>PyTorch keeps the names of embeddings, layer normalisations and biases. A linear layer's
 * weight, input x output, has a made-up name: it is the second operand of the product that is named
 * after the layer, {@code /encoder/layer.0/attention/self/query/MatMul}.
 */
public final class OnnxCheckpoint {
  /** That of MiniLM and of the other encoders of 384 that come so. */
  private static final int HEAD_SIZE = 32;

  private static final String PREFIX = "bert.";
  private static final String MODEL = ".onnx";
  private static final String TOKENIZER = "tokenizer.json";
  private static final String WAY_OUT =
      "delete it from the local Maven repository and let Maven resolve it again";

  private OnnxCheckpoint() {}

  /**
   * Opens the checkpoint in a jar.
   *
   * @throws InputException if the jar is missing, truncated or corrupt, or not such a jar
   */
  public static Checkpoint open(Path jar) throws IOException {
    try {
      return open(jar, Digests.sha256(jar));
    } catch (NoSuchFileException e) {
      throw new InputException(jar, "no such file", WAY_OUT, e);
    }
  }

  static Checkpoint open(Path jar, String sha256) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      Map<String, FloatTensor> tensors;
      try (InputStream in = entry(zip, MODEL)) {
        tensors = tensors(ModelProto.parseFrom(in).getGraph());
      }
      try (InputStream in = entry(zip, TOKENIZER)) {
        // Nothing is held open.
        return new JarCheckpoint(
            jar, sha256, tensors, vocabulary(in.readAllBytes(), jar), HEAD_SIZE, () -> {});
      }
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException | IllegalArgumentException | ArithmeticException e) {
      throw new InputException(jar, "is corrupt: " + e.getMessage(), WAY_OUT, e);
    }
  }

  private static InputStream entry(ZipFile zip, String ending) throws IOException {
    for (ZipEntry entry : Collections.list(zip.entries())) {
      if (entry.getName().endsWith(ending)) {
        return zip.getInputStream(entry);
      }
    }
    throw new IOException("it holds no " + ending);
  }

  private static Map<String, FloatTensor> tensors(GraphProto graph) throws IOException {
    Map<String, FloatTensor> tensors = new TreeMap<>();
    Map<String, TensorProto> weights = new HashMap<>();
    for (TensorProto tensor : graph.getInitializerList()) {
      if (tensor.getDataType() == TensorProto.DataType.FLOAT.getNumber()) {
        weights.put(tensor.getName(), tensor);
        if (tensor.getName().matches("(embeddings|encoder)\\..*")) {
          add(tensors, PREFIX + tensor.getName(), tensor);
        }
      }
    }
    for (NodeProto node : graph.getNodeList()) {
      if (node.getOpType().equals("MatMul") && weights.containsKey(node.getInput(1))) {
        String module = node.getName().replaceFirst("^/", "").replaceFirst("/MatMul$", "");
        add(tensors, PREFIX + module.replace('/', '.') + ".weight", weights.get(node.getInput(1)));
      }
    }
    if (tensors.isEmpty()) {
      throw new IOException("it holds no BERT weights");
    }
    return tensors;
  }

  private static void add(Map<String, FloatTensor> tensors, String name, TensorProto tensor) {
    List<Integer> shape = tensor.getDimsList().stream().map(Math::toIntExact).toList();
    ByteString values = tensor.getRawData();
    tensors.put(name, new FloatTensor(name, shape, values.asReadOnlyByteBuffer()));
  }

  /** The tokens in the order of their ids, which must leave no gap. */
  private static List<String> vocabulary(byte[] tokenizer, Path jar) throws IOException {
    JsonNode ids =
        Json.read(tokenizer, JsonNode.class, jar + " (" + TOKENIZER + ")", WAY_OUT)
            .path("model")
            .path("vocab");
    Map<Integer, String> tokens = new TreeMap<>();
    ids.properties().forEach(token -> tokens.put(token.getValue().asInt(-1), token.getKey()));
    List<String> inOrder = new ArrayList<>(tokens.values());
    if (inOrder.isEmpty() || !tokens.keySet().equals(range(ids.size()))) {
      throw new IOException("the ids of its vocabulary are not 0, 1, 2 ...");
    }
    return inOrder;
  }

  private static Set<Integer> range(int size) {
    return IntStream.range(0, size).boxed().collect(Collectors.toSet());
  }
}
