package io.github.bertmark.model;

import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.PlainText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One model that can be timed and evaluated: a folder with {@code variant.json}, {@code model.onnx}
 * and {@code tokenizer.json}. The latter two need not be there yet.
 *
 * @param folder where the three files lie; its name is the id
 * @param id the value of the benchmarks' {@code variant} parameter
 * @param displayName the name in tables and pictures
 * @param labels the label of each logit, in order
 * @param maximumLength tokens beyond which a query is truncated, [CLS] and [SEP] included
 * @param inDefaultSet whether it is measured when no variant is named
 * @param padding what its graph leaves to the caller
 * @param session settings of its sessions that differ from the defaults
 * @param source what the model is built from; null for a model that came ready-made
 * @param origin where a ready-made one was found; null if it is nobody else's
 */
public record ModelVariant(
    Path folder,
    String id,
    String displayName,
    List<String> labels,
    int maximumLength,
    boolean inDefaultSet,
    PaddingRule padding,
    SessionOverrides session,
    @Nullable VariantSource source,
    @Nullable ModelOrigin origin) {
  static final String DOCUMENT = "variant.json";

  public ModelVariant {
    labels = List.copyOf(labels);
  }

  /** A variant outside of the default set, with the default settings. */
  public ModelVariant(
      Path folder,
      String id,
      String displayName,
      List<String> labels,
      int maximumLength,
      @Nullable VariantSource source) {
    this(
        folder,
        id,
        displayName,
        labels,
        maximumLength,
        false,
        PaddingRule.BERT,
        SessionOverrides.NONE,
        source,
        null);
  }

  /**
   * Reads a variant's description.
   *
   * @throws InputException if {@code variant.json} is missing or invalid, or the folder's name is
   *     not its id
   */
  public static ModelVariant load(Path folder) {
    Path file = folder.resolve(DOCUMENT);
    VariantDocument document = read(file);
    Path name = folder.toAbsolutePath().normalize().getFileName();
    if (name == null || !name.toString().equals(document.id())) {
      throw new InputException(
          file,
          "its id " + PlainText.cut(document.id()) + " is not the name of its folder, " + name,
          "rename one of the two");
    }
    return new ModelVariant(
        folder,
        document.id(),
        document.displayName(),
        labels(folder, document),
        document.maximumLength(),
        Boolean.TRUE.equals(document.inDefaultSet()),
        document.padding() == null ? PaddingRule.BERT : document.padding(),
        document.session() == null ? SessionOverrides.NONE : document.session(),
        document.source(),
        document.origin());
  }

  /** Writes its description, the last of its files to be made. */
  public void write() throws IOException {
    Json.write(
        folder.resolve(DOCUMENT),
        new VariantDocument(
            id,
            displayName,
            labels,
            maximumLength,
            inDefaultSet,
            padding,
            session,
            source,
            origin));
  }

  /** The ONNX model: a row of logits [batch, labels] of token ids [batch, sequence]. */
  public Path modelFile() {
    return folder.resolve("model.onnx");
  }

  /** The tokenizer, in the format of Hugging Face's tokenizers library. */
  public Path tokenizerFile() {
    return folder.resolve("tokenizer.json");
  }

  /** The folder of the adapter that the model is built with; null for a ready-made model. */
  public @Nullable Path adapterFolder() {
    return source == null ? null : source.adapterFolder(folder);
  }

  /**
   * The id of the variant that this is another form of: the one in the adapter's folder; null if
   * the adapter is its own.
   */
  public @Nullable String parent() {
    Path adapter = adapterFolder();
    if (origin != null) {
      return origin.parent();
    }
    if (adapter == null || adapter.equals(folder.normalize())) {
      return null;
    }
    return String.valueOf(adapter.toAbsolutePath().normalize().getFileName());
  }

  private static List<String> labels(Path folder, VariantDocument document) {
    if (document.labels() != null) {
      return document.labels();
    }
    Path parent = Objects.requireNonNull(document.source()).adapterFolder(folder);
    List<String> labels = read(parent.resolve(DOCUMENT)).labels();
    if (labels == null) {
      throw new InputException(
          parent.resolve(DOCUMENT),
          "has no labels, and " + document.id() + " takes them from there",
          "list them in one of the two");
    }
    return labels;
  }

  private static VariantDocument read(Path file) {
    try {
      return Json.read(
          file,
          VariantDocument.class,
          "write it as the README's section on own models describes, or restore it from git");
    } catch (IOException e) {
      throw new InputException(file, "cannot be read (" + e + ")", "check its permissions", e);
    }
  }
}
