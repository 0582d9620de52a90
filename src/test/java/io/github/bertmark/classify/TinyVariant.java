package io.github.bertmark.classify;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.github.bertmark.model.ModelVariant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A variant of a few hundred weights, for tests of what a variant may be: its logits are the sum of
 * one random row per token. Every part of its model's declaration can be made unfit.
 */
public final class TinyVariant {
  public static final List<String> VOCABULARY =
      List.of(
          "[PAD]", "[UNK]", "[CLS]", "[SEP]", "what", "is", "the", "pin", "number", "for", "my",
          "account", "?", "card", "##s", "lost", "hotel", "book", "a", "weather", "today", "!");
  public static final List<String> LABELS = List.of("pin_change", "book_hotel", "weather", "oos");

  int maximumLength = 16;
  List<String> labels = LABELS;
  boolean tokenTypes = true;
  boolean attentionMask = true;
  String idsName = "input_ids";
  int idsType = TensorProto.DataType.INT64_VALUE;
  int otherInputsType = TensorProto.DataType.INT64_VALUE;
  boolean positions = false;
  int positionRows = 64;

  /** What stands behind the sum: Softmax, Sigmoid or Identity. */
  String head = "Identity";

  /** A further output of hidden states, [batch, sequence, 4]. */
  boolean hiddenStates = false;

  int fixedLength = 0;
  String outputName = "logits";
  int outputType = TensorProto.DataType.FLOAT_VALUE;
  boolean declaresWidth = true;
  boolean keepsRank = false;
  float weight = 1;

  /** Writes model and tokenizer into a folder. */
  public ModelVariant write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve("model.onnx"), model().toByteArray());
    Files.writeString(folder.resolve("tokenizer.json"), tokenizer());
    return variant(folder);
  }

  ModelVariant variant(Path folder) {
    String id = folder.getFileName().toString();
    return new ModelVariant(folder, id, "Tiny", labels, maximumLength, null);
  }

  ModelProto model() {
    GraphProto.Builder graph = GraphProto.newBuilder().setName("tiny");
    graph.addInput(input(idsName, idsType));
    graph.addInitializer(table("rows", VOCABULARY.size(), 1));
    graph.addNode(node("Gather", "tokens", "rows", idsName));
    String sum = "tokens";
    if (tokenTypes) {
      graph.addInput(input("token_type_ids", otherInputsType));
      graph.addInitializer(table("typeRows", 2, 2));
      graph.addNode(node("Gather", "types", "typeRows", "token_type_ids"));
      graph.addNode(node("Add", "typed", sum, "types"));
      sum = "typed";
    }
    if (positions) {
      graph.addInput(input("position_ids", otherInputsType));
      graph.addInitializer(table("positionRows", positionRows, 3));
      graph.addNode(node("Gather", "places", "positionRows", "position_ids"));
      graph.addNode(node("Add", "placed", sum, "places"));
      sum = "placed";
    }
    if (hiddenStates) {
      graph.addOutput(
          value(
              sum,
              TensorProto.DataType.FLOAT_VALUE,
              symbol("batch"),
              symbol("sequence"),
              size(width())));
    }
    if (attentionMask) {
      graph.addInput(input("attention_mask", otherInputsType));
      graph.addNode(
          node("Cast", "mask", "attention_mask").toBuilder()
              .addAttribute(attribute("to").setI(TensorProto.DataType.FLOAT_VALUE)));
      graph.addInitializer(axis("last", 2));
      graph.addNode(node("Unsqueeze", "column", "mask", "last"));
      graph.addNode(node("Mul", "masked", sum, "column"));
      sum = "masked";
    }
    graph.addInitializer(axis("middle", 1));
    graph.addNode(
        node("ReduceSum", "reduced", sum, "middle").toBuilder()
            .addAttribute(attribute("keepdims").setI(keepsRank ? 1 : 0)));
    graph.addNode(node(head, "headed", "reduced"));
    graph.addNode(
        node("Cast", outputName, "headed").toBuilder()
            .addAttribute(attribute("to").setI(outputType)));
    graph.addOutput(output());
    return ModelProto.newBuilder()
        .setIrVersion(7)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(13))
        .setGraph(graph)
        .build();
  }

  private TensorProto table(String name, int rows, long seed) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.FLOAT_VALUE)
            .addDims(rows)
            .addDims(width());
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < rows * width(); i++) {
      tensor.addFloatData(weight * (float) random.nextDouble(-1, 1));
    }
    return tensor.build();
  }

  private static TensorProto axis(String name, long axis) {
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(TensorProto.DataType.INT64_VALUE)
        .addDims(1)
        .addInt64Data(axis)
        .build();
  }

  private static int width() {
    return LABELS.size();
  }

  private ValueInfoProto input(String name, int type) {
    TensorShapeProto.Dimension length = fixedLength > 0 ? size(fixedLength) : symbol("sequence");
    return value(name, type, symbol("batch"), length);
  }

  private ValueInfoProto output() {
    TensorShapeProto.Dimension width = declaresWidth ? size(width()) : symbol("labels");
    return keepsRank
        ? value(outputName, outputType, symbol("batch"), size(1), width)
        : value(outputName, outputType, symbol("batch"), width);
  }

  private static ValueInfoProto value(
      String name, int type, TensorShapeProto.Dimension... dimensions) {
    TensorShapeProto shape = TensorShapeProto.newBuilder().addAllDim(List.of(dimensions)).build();
    TypeProto.Tensor tensor =
        TypeProto.Tensor.newBuilder().setElemType(type).setShape(shape).build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  private static TensorShapeProto.Dimension size(int size) {
    return TensorShapeProto.Dimension.newBuilder().setDimValue(size).build();
  }

  private static TensorShapeProto.Dimension symbol(String name) {
    return TensorShapeProto.Dimension.newBuilder().setDimParam(name).build();
  }

  private static NodeProto node(String operator, String output, String... inputs) {
    return NodeProto.newBuilder()
        .setOpType(operator)
        .setName(output)
        .addAllInput(List.of(inputs))
        .addOutput(output)
        .build();
  }

  private static AttributeProto.Builder attribute(String name) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INT);
  }

  /** A tokenizer.json as BERT's: lower-cased WordPiece between [CLS] and [SEP]. */
  static String tokenizer() {
    StringBuilder vocabulary = new StringBuilder();
    for (int id = 0; id < VOCABULARY.size(); id++) {
      vocabulary.append(id == 0 ? "" : ",").append('"').append(VOCABULARY.get(id)).append("\":");
      vocabulary.append(id);
    }
    return """
    {"version": "1.0",
     "truncation": {"direction": "Right", "max_length": 7, "strategy": "LongestFirst", "stride": 3},
     "padding": {"strategy": {"Fixed": 9}, "direction": "Right", "pad_to_multiple_of": null,
                 "pad_id": 0, "pad_type_id": 0, "pad_token": "[PAD]"},
     "added_tokens": [],
     "normalizer": {"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true,
                    "strip_accents": null, "lowercase": true},
     "pre_tokenizer": {"type": "BertPreTokenizer"},
     "post_processor": {"type": "BertProcessing", "sep": ["[SEP]", 3], "cls": ["[CLS]", 2]},
     "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": true},
     "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
               "max_input_chars_per_word": 100, "vocab": {%s}}}
    """
        .formatted(vocabulary);
  }
}
