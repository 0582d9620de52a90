package io.github.bertmark.source;

import io.github.bertmark.AtomicFiles;
import io.github.bertmark.InputException;
import io.github.bertmark.Progress;
import io.github.bertmark.export.PretrainedModel;
import io.github.bertmark.model.ExportStamp;
import io.github.bertmark.model.ModelFiles;
import io.github.bertmark.model.ModelOrigin;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.model.NumericForm;
import io.github.bertmark.model.SessionOverrides;
import io.github.bertmark.rewrite.GraphRewriter;
import io.github.bertmark.tokenizer.Tokenizer;
import io.github.bertmark.tokenizer.TokenizerFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the variants of one model, each whole or not at all, in a folder of the cache. */
final class Workbench {
  /** Of a model that does not say how many tokens it takes. */
  private static final int MAXIMUM_LENGTH = 512;

  private final FoundModel model;
  private final Path store;
  private final Progress progress;
  private final List<ModelVariant> made = new ArrayList<>();
  private final List<String> said = new ArrayList<>();

  Workbench(FoundModel model, Path store, Progress progress) {
    this.model = model;
    this.store = store;
    this.progress = progress;
  }

  /** Writes a model's graph, and whatever belongs to it, into a folder. */
  private interface Maker {
    void write(Path modelFile) throws IOException;
  }

  /** What was found and what could not be made, for people. */
  List<String> said() {
    return List.copyOf(said);
  }

  /**
   * Makes the variants.
   *
   * @param asked empty for the usual forms, as far as the model can have them
   */
  List<ModelVariant> make(List<ModelForm> asked) throws IOException {
    List<ModelForm> forms = asked.isEmpty() ? ModelForm.DEFAULTS : asked;
    boolean demanded = !asked.isEmpty();
    PretrainedModel checkpoint = model.checkpoint();
    if (checkpoint != null) {
      String doubt = checkpoint.doubt();
      if (doubt != null) {
        said.add(doubt);
      }
      for (ModelForm form : forms) {
        make(
            form.plain() ? "" : form.name(),
            form.plain() ? null : "",
            null,
            file -> checkpoint.write(form.numeric(), file, progress));
      }
    }
    for (ReadyExport export : model.exports()) {
      makeOf(export, checkpoint == null ? forms : List.of(ModelForm.of("float32")), demanded);
    }
    return List.copyOf(made);
  }

  private void makeOf(ReadyExport export, List<ModelForm> forms, boolean demanded)
      throws IOException {
    String suffix = joined(model.checkpoint() == null ? "" : "onnx", export.suffix());
    boolean first = export.equals(model.exports().get(0));
    for (ModelForm form : forms) {
      if (form.plain()) {
        make(suffix, null, null, file -> take(export.onnx(), file));
      } else if (first) {
        try {
          make(
              joined(suffix, form.name()),
              suffix,
              form.numeric(),
              file -> GraphRewriter.write(export.onnx(), form.numeric(), file, progress));
        } catch (InputException e) {
          if (demanded) {
            throw e;
          }
          said.add("No " + form.name() + " form is made of it: " + e.getMessage());
        }
      }
    }
  }

  private static String joined(String first, String second) {
    return first.isEmpty() || second.isEmpty() ? first + second : first + "-" + second;
  }

  /**
   * Makes one variant, unless it is there.
   *
   * @param parent the suffix of the variant that it is another form of; null if of none
   * @param form that its graph is written again in; null if it is not
   */
  private void make(String suffix, @Nullable String parent, @Nullable NumericForm form, Maker maker)
      throws IOException {
    String id = joined(model.place().id(), suffix);
    Path folder = store.resolve(id);
    Tokenizer tokenizer =
        TokenizerFiles.write(model.tokenizerFolder(), folder.resolve("tokenizer.json"));
    if (made.isEmpty()) {
      said.add(0, model.said(tokenizer.description()));
    }
    ModelVariant variant =
        new ModelVariant(
            folder,
            id,
            joined(model.place().name(), suffix).replace('-' + suffix, ' ' + suffix),
            model.labels().names(),
            maximumLength(tokenizer.modelMaxLength()),
            false,
            model.padding(tokenizer),
            SessionOverrides.NONE,
            null,
            new ModelOrigin(
                parent == null ? null : joined(model.place().id(), parent),
                model.labels().from(),
                said,
                form));
    String fingerprint = String.valueOf(store.getFileName());
    if (!ExportStamp.isUpToDate(variant, fingerprint)) {
      maker.write(variant.modelFile());
      ExportStamp.of(variant, fingerprint).write(variant);
    }
    variant.write();
    made.add(variant);
  }

  private int maximumLength(@Nullable Integer ofTokenizer) {
    Integer ofModel = model.positions();
    return Stream.of(ofModel, ofTokenizer)
        .filter(length -> length != null)
        .mapToInt(Integer::intValue)
        .min()
        .orElse(MAXIMUM_LENGTH);
  }

  /** The graph as it is: linked if the file system can, else copied. */
  private static void take(Path onnx, Path target) throws IOException {
    for (Map.Entry<String, Path> external : ModelFiles.external(onnx).entrySet()) {
      AtomicFiles.link(external.getValue(), target.resolveSibling(external.getKey()));
    }
    AtomicFiles.link(onnx, target);
  }
}
