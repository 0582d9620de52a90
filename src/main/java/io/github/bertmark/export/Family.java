package io.github.bertmark.export;

import java.util.List;

/** An architecture of the BERT family, with the names of its modules in Hugging Face's models. */
enum Family {
  /** BERT with its pooler, "BERT" (Devlin et al., 2018). */
  BERT("bert", "bert.encoder.layer.", "bert.pooler.dense"),

  /** A smaller BERT without token types and pooler, "DistilBERT" (Sanh et al., 2019). */
  DISTILBERT("distilbert", "distilbert.transformer.layer.", "pre_classifier");

  private final String id;
  private final String layerPrefix;
  private final String pooler;

  Family(String id, String layerPrefix, String pooler) {
    this.id = id;
    this.layerPrefix = layerPrefix;
    this.pooler = pooler;
  }

  /** The family of an id in {@code variant.json}. */
  static Family of(String id) {
    for (Family family : values()) {
      if (family.id.equals(id)) {
        return family;
      }
    }
    throw new IllegalArgumentException("no family " + id);
  }

  /** The name of a module of the embeddings, such as {@code LayerNorm}. */
  String embeddings(String module) {
    return id + ".embeddings." + module;
  }

  /** The name of a module of an encoder layer. */
  String module(int layer, LayerPart part) {
    return layerPrefix + layer + "." + (this == BERT ? part.bert() : part.distilBert());
  }

  /** The name of the linear layer between the encoder and the classifier. */
  String pooler() {
    return pooler;
  }

  boolean hasTokenTypes() {
    return this == BERT;
  }

  /** The model's inputs, in the order in which it declares them. */
  List<String> inputs() {
    return hasTokenTypes()
        ? List.of("input_ids", "attention_mask", "token_type_ids")
        : List.of("input_ids", "attention_mask");
  }

  /** The activation behind {@link #pooler()}, an ONNX operator. */
  String poolerActivation() {
    return this == BERT ? "Tanh" : "Relu";
  }
}
