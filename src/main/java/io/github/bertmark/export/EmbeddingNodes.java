package io.github.bertmark.export;

import static io.github.bertmark.export.GraphBuilder.attribute;
import static io.github.bertmark.export.GraphBuilder.attributes;

import io.github.bertmark.model.WeightForm;
import java.util.List;

/** The nodes from token ids to the sum of a token's embeddings. */
final class EmbeddingNodes {
  private final GraphBuilder graph;
  private final WeightForm form;

  EmbeddingNodes(GraphBuilder graph, WeightForm form) {
    this.graph = graph;
    this.form = form;
  }

  /**
   * The sum of the embeddings of word, position and, if the model has it, token type.
   *
   * @return [batch, sequence, hidden]
   */
  String sum(Architecture architecture, ModelWeights weights) {
    String words = lookUp("embeddings/word", weights.embeddings("word_embeddings"), "input_ids");
    String positions = lookUp("embeddings/position", weights.positions(), positionIds());
    String sum = graph.node("Add", "embeddings/sum", List.of(words, positions));
    if (architecture.family().hasTokenTypes()) {
      // Two rows: not worth another form.
      String types =
          gather(
              "embeddings/token_type",
              weights.embeddings("token_type_embeddings"),
              "token_type_ids");
      sum = graph.node("Add", "embeddings/sum_with_type", List.of(sum, types));
    }
    return sum;
  }

  private String lookUp(String name, Weight table, String ids) {
    if (form.equals(WeightForm.FLOAT32)) {
      return gather(name, table, ids);
    }
    QuantizedWeights quantized = QuantizedWeights.ofTable(table, form);
    return graph.contributed(
        "GatherBlockQuantized",
        name,
        List.of(
            graph.initializer(quantized.integers()), ids, graph.initializer(quantized.scales())),
        attribute("bits", form.bits()),
        attribute("block_size", form.blockSize()),
        attribute("gather_axis", 0),
        attribute("quantize_axis", 1));
  }

  private String gather(String name, Weight table, String ids) {
    return graph.node("Gather", name, List.of(graph.weight(table), ids));
  }

  /** 0, 1, 2 ... for each row of the batch. */
  private String positionIds() {
    String shape = graph.node("Shape", "position_ids/shape", List.of("input_ids"));
    String length =
        graph.node("Gather", "position_ids/length", List.of(shape, graph.index("one_index", 1)));
    String range =
        graph.node(
            "Range",
            "position_ids/range",
            List.of(graph.index("zero", 0), length, graph.index("one_index", 1)));
    String row = graph.node("Unsqueeze", "position_ids/row", List.of(range), attributes("axes", 0));
    return graph.node("Expand", "position_ids", List.of(row, shape));
  }
}
