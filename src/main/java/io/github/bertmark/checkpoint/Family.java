package io.github.bertmark.checkpoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** An architecture of the BERT family, with the names of its modules in Hugging Face's models. */
public enum Family {
  /** BERT with its pooler, "BERT" (Devlin et al., 2018). */
  BERT("bert", "bert", "bert.encoder.layer.", "bert.pooler.dense", "classifier", Activation.TANH),

  /**
   * BERT without token types whose hidden states are averaged, "Sentence-BERT" (Reimers and
   * Gurevych, 2019), with DistilBERT's head behind the mean.
   */
  SENTENCE_BERT(
      "sentence-bert",
      "bert",
      "bert.encoder.layer.",
      "pre_classifier",
      "classifier",
      Activation.RELU),

  /** A smaller BERT without token types and pooler, "DistilBERT" (Sanh et al., 2019). */
  DISTILBERT(
      "distilbert",
      "distilbert",
      "distilbert.transformer.layer.",
      "pre_classifier",
      "classifier",
      Activation.RELU),

  /** BERT with other positions and no token types, "RoBERTa" (Liu et al., 2019). */
  ROBERTA(
      "roberta",
      "roberta",
      "roberta.encoder.layer.",
      "classifier.dense",
      "classifier.out_proj",
      Activation.TANH),

  /** BERT with embeddings of another width, "ELECTRA" (Clark et al., 2020). */
  ELECTRA(
      "electra",
      "electra",
      "electra.encoder.layer.",
      "classifier.dense",
      "classifier.out_proj",
      Activation.GELU);

  private final String id;
  private final String encoder;
  private final String layerPrefix;
  private final String pooler;
  private final String classifier;
  private final Activation poolerActivation;

  Family(
      String id,
      String encoder,
      String layerPrefix,
      String pooler,
      String classifier,
      Activation poolerActivation) {
    this.id = id;
    this.encoder = encoder;
    this.layerPrefix = layerPrefix;
    this.pooler = pooler;
    this.classifier = classifier;
    this.poolerActivation = poolerActivation;
  }

  /** What the names of the encoder's modules begin with. */
  public String prefix() {
    return encoder + ".";
  }

  /** The family of an id in {@code variant.json}. */
  public static Family of(String id) {
    for (Family family : values()) {
      if (family.id.equals(id)) {
        return family;
      }
    }
    throw new IllegalArgumentException("no family " + id);
  }

  /** The name of a module of the embeddings, such as {@code LayerNorm}. */
  public String embeddings(String module) {
    return encoder + ".embeddings." + module;
  }

  /** The name of a module of an encoder layer. */
  public String module(int layer, LayerPart part) {
    return layerPrefix + layer + "." + name(part);
  }

  /** The name of the linear layer between the encoder and the classifier. */
  public String pooler() {
    return pooler;
  }

  /** The name of the linear layer from the pooled hidden state to the logits. */
  public String classifier() {
    return classifier;
  }

  /** The linear layers of every encoder layer, by the endings of their names. */
  public List<String> linearModules() {
    return modules(LayerPart::isLinear);
  }

  /** All other modules of a classifier but the embeddings, by the endings of their names. */
  public List<String> otherModules() {
    List<String> modules = new ArrayList<>(modules(part -> !part.isLinear()));
    modules.add("embeddings.LayerNorm");
    modules.add(this == BERT ? "pooler.dense" : pooler);
    modules.add(classifier());
    return modules;
  }

  private List<String> modules(Predicate<LayerPart> wanted) {
    return Arrays.stream(LayerPart.values()).filter(wanted).map(this::name).toList();
  }

  private String name(LayerPart part) {
    return this == DISTILBERT ? part.distilBert() : part.bert();
  }

  /** Whether the model has an input for the segment that a token belongs to. */
  public boolean hasTokenTypes() {
    return this == BERT || this == ELECTRA;
  }

  /** Whether {@link #pooler()} gets the mean of all tokens' hidden states, and not the first's. */
  public boolean averages() {
    return this == SENTENCE_BERT;
  }

  /** The activation behind {@link #pooler()}. */
  public Activation poolerActivation() {
    return poolerActivation;
  }
}
