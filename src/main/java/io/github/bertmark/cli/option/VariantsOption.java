package io.github.bertmark.cli.option;

import io.github.bertmark.LeftOut;
import io.github.bertmark.Progress;
import io.github.bertmark.model.ModelFolder;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.source.Adopted;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which variants to work on. */
public final class VariantsOption {
  @Mixin private ModelsOption models = new ModelsOption();
  @Mixin private BaseOption base = new BaseOption();

  @Mixin private OwnModelsOption own = new OwnModelsOption();

  private @Nullable Adopted adopted;

  @Option(
      names = "--variants",
      paramLabel = "ID",
      split = ",",
      description = {
        "The variants, separated by commas (default: those whose variant.json says",
        "inDefaultSet)."
      })
  private List<String> ids = List.of();

  /** Where the pre-trained weights of bertmark's own variants are. */
  public BaseOption base() {
    return base;
  }

  /** Where they lie, known once they were asked for. */
  public ModelFolder models() {
    ModelFolder ofBertmark = models.folder();
    if (adopted == null) {
      return ofBertmark;
    }
    List<Path> folders = new ArrayList<>(adopted.folders());
    if (!ids.isEmpty()) {
      folders.addAll(ofBertmark.folders());
    }
    return new ModelFolder(folders);
  }

  /**
   * The variants, in the order in which they were named, each of them there; else those of the
   * user's own models, made if need be; else the default set.
   *
   * @param leftOut is told of those that are there and cannot be used
   */
  public List<ModelVariant> variants(
      Map<String, String> environment, PrintWriter err, Progress progress, LeftOut leftOut)
      throws IOException {
    adopted = own.adopt(null, base.model(), environment, err, progress, leftOut);
    if (!ids.isEmpty()) {
      return named(leftOut);
    }
    return adopted == null ? models().defaultSet(leftOut) : adopted.variants();
  }

  /** The same, but all of the folder instead of the default set. */
  public List<ModelVariant> all(
      Map<String, String> environment, PrintWriter err, Progress progress, LeftOut leftOut)
      throws IOException {
    boolean whole = own.isEmpty() && ids.isEmpty() && base.model() == null;
    return whole ? models().variants(leftOut) : variants(environment, err, progress, leftOut);
  }

  /** Fails if the folder lacks one; of the user's own models it says nothing yet. */
  public void requireKnown() {
    if (own.isEmpty() && !ids.isEmpty()) {
      named((name, reason) -> {});
    }
  }

  private List<ModelVariant> named(LeftOut leftOut) {
    return models().variants(ids.stream().distinct().toList(), leftOut);
  }

  /**
   * What repeats the choice, as settings of a build: name to value, empty for what was not given.
   */
  public Map<String, String> settings(List<ModelVariant> chosen) {
    Map<String, String> settings = new LinkedHashMap<>();
    List<String> named = adopted == null ? chosen.stream().map(ModelVariant::id).toList() : ids;
    settings.put("variants", String.join(",", named));
    settings.putAll(own.settings());
    settings.put("base", base.model() == null ? "" : base.model());
    settings.put(
        "models", models.path().equals(ModelsOption.DEFAULT) ? "" : models.path().toString());
    return settings;
  }

  /** The same, but of the default set only those with an adapter of their own. */
  public List<ModelVariant> trainable() {
    return ids.isEmpty()
        ? models().defaultSet(LeftOut.NOTHING).stream()
            .filter(variant -> variant.parent() == null)
            .toList()
        : named(LeftOut.NOTHING);
  }
}
