package io.github.bertmark.source;

import io.github.bertmark.InputException;
import io.github.bertmark.LeftOut;
import io.github.bertmark.PlainText;
import io.github.bertmark.export.PretrainedModel;
import io.github.bertmark.model.ModelFiles;
import io.github.bertmark.model.PaddingRule;
import io.github.bertmark.tokenizer.Tokenizer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a place holds: a checkpoint, ready ONNX graphs or both, and how its labels are called. */
final class FoundModel implements Closeable {
  /** Weights that are told by their name, and what they are. */
  private static final List<String> OTHERS =
      List.of("tf_model.h5", "flax_model.msgpack", "rust_model.ot", "model.gguf", "model.pt");

  private final ModelPlace place;
  private final @Nullable ModelConfig config;
  private final LabelNames labels;
  private final @Nullable PretrainedModel checkpoint;
  private final List<ReadyExport> exports;
  private final Path tokenizerFolder;

  private FoundModel(
      ModelPlace place,
      @Nullable ModelConfig config,
      LabelNames labels,
      @Nullable PretrainedModel checkpoint,
      List<ReadyExport> exports,
      Path tokenizerFolder) {
    this.place = place;
    this.config = config;
    this.labels = labels;
    this.checkpoint = checkpoint;
    this.exports = exports;
    this.tokenizerFolder = tokenizerFolder;
  }

  /**
   * Looks at a place.
   *
   * @param labelFile the labels' names; null for the model's own
   * @param base the folder of the model that an adapter belongs to; null if there is none
   * @param leftOut is told of graphs that are none, beside others
   * @throws InputException if there is no model, or none that chooses among named labels
   */
  static FoundModel at(
      ModelPlace place, @Nullable Path labelFile, @Nullable Path base, LeftOut leftOut)
      throws IOException {
    boolean adapter = place.only() == null && PretrainedModel.isAdapter(place.folder());
    boolean pretrained = adapter || (place.only() == null && PretrainedModel.isIn(place.folder()));
    List<ReadyExport> named = place.exports();
    if (named.isEmpty() && !pretrained) {
      throw nothingIn(place);
    }
    if (adapter && base == null) {
      throw PretrainedModel.withoutBase(place.folder());
    }
    LeftOut one = leftOut.among(named.size() + (pretrained ? 1 : 0));
    List<ReadyExport> exports = new ArrayList<>();
    for (ReadyExport export : named) {
      try {
        ModelFiles.external(export.onnx());
        exports.add(export);
      } catch (InputException e) {
        one.add(place.id() + (export.suffix().isEmpty() ? "" : "-" + export.suffix()), e);
      }
    }
    // An adapter's folder may have none: that of its base knows no labels.
    ModelConfig config = ModelConfig.in(place.folder());
    LabelNames labels;
    if (labelFile != null) {
      labels = LabelNames.ofFile(labelFile);
    } else if (config != null) {
      labels = config.labels();
    } else {
      throw new InputException(
          place.folder().resolve("config.json"),
          "no such file, so that the labels have no names",
          "put it there, or name a file with the labels, one a line in the order of the logits, by"
              + " --labels");
    }
    PretrainedModel checkpoint =
        pretrained ? PretrainedModel.open(place.folder(), adapter ? base : null) : null;
    if (checkpoint != null && checkpoint.labels() != labels.names().size()) {
      int logits = checkpoint.labels();
      checkpoint.close();
      throw new InputException(
          place.folder(),
          "its head has %d logits, but there are %d labels (%s)"
              .formatted(logits, labels.names().size(), labels.from()),
          LabelNames.WAY_OUT);
    }
    // An adapter may have been saved without the tokenizer of its base.
    Path tokenizer =
        !adapter || base == null || ReadyExport.holdsTokenizer(place.folder())
            ? place.folder()
            : base;
    return new FoundModel(place, config, labels, checkpoint, exports, tokenizer);
  }

  private static InputException nothingIn(ModelPlace place) {
    String other =
        OTHERS.stream()
            .filter(name -> Files.exists(place.folder().resolve(name)))
            .findFirst()
            .orElse(null);
    return new InputException(
        place.named(),
        other == null
            ? "holds no model: no *.onnx, no config.json with model.safetensors or pytorch_model.bin"
            : "holds " + other + ", which bertmark does not read",
        other == null
            ? "name the folder of a model"
            : "export the model to ONNX, or save it as safetensors");
  }

  ModelPlace place() {
    return place;
  }

  LabelNames labels() {
    return labels;
  }

  @Nullable PretrainedModel checkpoint() {
    return checkpoint;
  }

  List<ReadyExport> exports() {
    return exports;
  }

  Path tokenizerFolder() {
    return tokenizerFolder;
  }

  /** The longest input that it says it takes; null if it does not say. */
  @Nullable Integer positions() {
    return checkpoint != null
        ? Integer.valueOf(checkpoint.maximumLength())
        : config == null ? null : config.positions();
  }

  /** How texts are filled up for it, as far as it says. */
  PaddingRule padding(Tokenizer tokenizer) {
    return new PaddingRule(
        tokenizer.padTokenId() == null ? 0 : tokenizer.padTokenId(),
        config == null ? 0 : config.firstPosition());
  }

  /** All files that go into its variants, in a fixed order. */
  List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path folder : new TreeSet<>(List.of(place.folder(), tokenizerFolder))) {
      try (Stream<Path> beside = Files.list(folder)) {
        beside.filter(FoundModel::describes).sorted().forEach(files::add);
      }
    }
    if (checkpoint != null) {
      files.addAll(checkpoint.files());
    }
    for (ReadyExport export : exports) {
      files.add(export.onnx());
      files.addAll(ModelFiles.external(export.onnx()).values());
    }
    return files;
  }

  /** Configuration and vocabularies. */
  private static boolean describes(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return (name.endsWith(".json") || name.endsWith(".txt") || name.endsWith(".model"))
        && Files.isRegularFile(file);
  }

  /** What it is, for people. */
  String said(String tokenizer) {
    List<String> parts = new ArrayList<>();
    if (checkpoint != null) {
      parts.add(checkpoint.description());
    }
    if (!exports.isEmpty()) {
      String names =
          String.join(
              ", ",
              exports.stream()
                  .map(export -> PlainText.line(String.valueOf(export.onnx().getFileName())))
                  .toList());
      parts.add(
          config == null || checkpoint != null ? names : names + " of " + config.architecture());
    }
    parts.add(labels.names().size() + " labels from " + labels.from());
    parts.add(tokenizer);
    return place.origin() + ": " + String.join(", ", parts);
  }

  @Override
  public void close() throws IOException {
    if (checkpoint != null) {
      checkpoint.close();
    }
  }
}
