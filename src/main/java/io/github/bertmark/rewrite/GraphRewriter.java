package io.github.bertmark.rewrite;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.github.bertmark.AtomicFiles;
import io.github.bertmark.DiskSpace;
import io.github.bertmark.InputException;
import io.github.bertmark.Progress;
import io.github.bertmark.model.NumericForm;
import io.github.bertmark.onnx.GraphBuilder;
import io.github.bertmark.onnx.OnnxFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes a float32 ONNX graph of a classifier again with its weights in fewer bits: those of linear
 * layers, of attention and of tables of embeddings. Whatever else is in it stays as ONNX Runtime's
 * optimiser leaves it, the last linear layer before the logits too, as the exporter has it.
 *
 * <p>The same file gives the same bytes with the same release of ONNX Runtime.
 */
public final class GraphRewriter {
  /** To be raised whenever the same file would give other bytes. */
  public static final String VERSION = "1";

  /** What a logit passes on its way from the last linear layer. */
  private static final Set<String> BEHIND_THE_HEAD =
      Set.of("Add", "Identity", "Softmax", "Sigmoid", "LogSoftmax", "Cast", "Reshape", "Squeeze");

  private GraphRewriter() {}

  /**
   * Writes a model in another form.
   *
   * @return the groups of its linear layers, as a form may name them: each is one
   * @throws InputException if it cannot be loaded, is not in float32, has no weights to quantise or
   *     lacks a group that the form names
   */
  public static List<String> write(Path onnx, NumericForm form, Path target, Progress progress)
      throws IOException {
    Path folder = target.toAbsolutePath().resolveSibling(".");
    Files.createDirectories(folder);
    ModelProto model = FusedGraph.of(onnx, folder);
    GraphBuilder graph = new GraphBuilder(model.getGraph());
    Constants constants = new Constants(model.getGraph());
    NodeRewriter rewriter = new NodeRewriter(graph, constants, form);
    OnnxFile file = rewritten(model, graph, constants, rewriter, form, onnx);
    DiskSpace.require(folder, file.bytes(), "free some");
    try (Progress.Task written = progress.start("write as " + form.linear(), file.bytes())) {
      AtomicFiles.write(target, out -> file.writeTo(out, written));
    }
    return rewriter.groups();
  }

  private static OnnxFile rewritten(
      ModelProto model,
      GraphBuilder graph,
      Constants constants,
      NodeRewriter rewriter,
      NumericForm form,
      Path onnx) {
    GraphProto former = model.getGraph();
    requireFloat32(former, onnx);
    Set<NodeProto> heads = heads(former);
    for (NodeProto node : former.getNodeList()) {
      if (heads.contains(node) || !rewriter.rewrite(node)) {
        graph.node(node);
        constants.keep(node.getInputList());
      }
    }
    if (rewriter.rewritten() == 0) {
      throw new InputException(
          onnx,
          "has no weights that could be had in fewer bits: no MatMul, Gemm or Gather of a float32"
              + " matrix whose sizes suit "
              + form.linear(),
          "measure it as it is: --forms float32");
    }
    if (form.exceptions() != null) {
      for (String group : form.exceptions().keySet()) {
        if (!rewriter.groups().contains(group)) {
          throw new InputException(
              onnx,
              "has no linear layer " + group + " but " + rewriter.groups().size() + " of them",
              "name them by their numbers, from linear.0 on");
        }
      }
    }
    constants.addKeptTo(graph);
    SortedMap<String, String> properties = new TreeMap<>();
    properties.put("form", form.toString());
    properties.put("source", "a float32 graph, written again");
    ModelProto.Builder rest = model.toBuilder().clearMetadataProps();
    return new OnnxFile(graph, rest, VERSION, properties);
  }

  private static void requireFloat32(GraphProto graph, Path onnx) {
    for (NodeProto node : graph.getNodeList()) {
      if (node.getOpType().contains("Quantize")
          || node.getOpType().contains("Integer")
          || node.getOpType().endsWith("NBits")
          || node.getOpType().equals("QAttention")) {
        throw new InputException(
            onnx, "is quantised already: it has a " + node.getOpType(), "name the float32 graph");
      }
    }
    for (TensorProto tensor : graph.getInitializerList()) {
      if (tensor.getDimsCount() == 2
          && (tensor.getDataType() == DataType.FLOAT16_VALUE
              || tensor.getDataType() == DataType.BFLOAT16_VALUE)) {
        throw new InputException(
            onnx, "has weights in 16 bits", "name the float32 graph, or the checkpoint");
      }
    }
  }

  /** The linear layers that the graph's outputs come out of. */
  private static Set<NodeProto> heads(GraphProto graph) {
    Set<NodeProto> heads = new HashSet<>();
    graph.getOutputList().forEach(output -> head(graph, output.getName(), heads));
    return heads;
  }

  private static void head(GraphProto graph, String name, Set<NodeProto> heads) {
    for (NodeProto node : graph.getNodeList()) {
      if (!node.getOutputList().contains(name)) {
        continue;
      }
      if (BEHIND_THE_HEAD.contains(node.getOpType())) {
        List<String> inputs =
            node.getOpType().equals("Add")
                ? node.getInputList()
                : node.getInputList().subList(0, 1);
        inputs.forEach(input -> head(graph, input, heads));
      } else if (node.getOpType().equals("MatMul") || node.getOpType().endsWith("Gemm")) {
        heads.add(node);
      }
      return;
    }
  }

  static long integer(NodeProto node, String name, long otherwise) {
    return node.getAttributeList().stream()
        .filter(attribute -> attribute.getName().equals(name))
        .mapToLong(AttributeProto::getI)
        .findFirst()
        .orElse(otherwise);
  }

  static String text(NodeProto node, String name) {
    return node.getAttributeList().stream()
        .filter(attribute -> attribute.getName().equals(name))
        .map(attribute -> attribute.getS().toStringUtf8())
        .findFirst()
        .orElse("");
  }

  static float number(NodeProto node, String name, float otherwise) {
    for (AttributeProto attribute : node.getAttributeList()) {
      if (attribute.getName().equals(name)) {
        return attribute.getF();
      }
    }
    return otherwise;
  }
}
