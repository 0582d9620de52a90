package io.github.bertmark.checkpoint;

/** A module with weights inside an encoder layer, by its name in BERT and in DistilBERT. */
public enum LayerPart {
  QUERY("attention.self.query", "attention.q_lin"),
  KEY("attention.self.key", "attention.k_lin"),
  VALUE("attention.self.value", "attention.v_lin"),
  ATTENTION_OUTPUT("attention.output.dense", "attention.out_lin"),
  ATTENTION_NORM("attention.output.LayerNorm", "sa_layer_norm"),
  INTERMEDIATE("intermediate.dense", "ffn.lin1"),
  OUTPUT("output.dense", "ffn.lin2"),
  OUTPUT_NORM("output.LayerNorm", "output_layer_norm");

  private final String bert;
  private final String distilBert;

  LayerPart(String bert, String distilBert) {
    this.bert = bert;
    this.distilBert = distilBert;
  }

  /** Whether it is a linear layer; else it is a layer normalisation. */
  public boolean isLinear() {
    return this != ATTENTION_NORM && this != OUTPUT_NORM;
  }

  String bert() {
    return bert;
  }

  String distilBert() {
    return distilBert;
  }
}
