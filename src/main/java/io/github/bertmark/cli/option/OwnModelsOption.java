package io.github.bertmark.cli.option;

import io.github.bertmark.InputException;
import io.github.bertmark.LeftOut;
import io.github.bertmark.Progress;
import io.github.bertmark.dataset.CacheFolders;
import io.github.bertmark.source.Adopted;
import io.github.bertmark.source.Adoption;
import io.github.bertmark.source.ModelForm;
import io.github.bertmark.source.ModelRequest;
import io.github.bertmark.source.hub.HubSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Models of the user's own, as they lie. */
public final class OwnModelsOption {
  @Option(
      names = "--model",
      split = ",",
      paramLabel = "MODEL",
      description = {
        "A model of your own: a folder, an .onnx file with its tokenizer beside it, or",
        "hf:ORG/NAME[@REVISION]. May be given several times."
      })
  private List<String> models = List.of();

  @Option(
      names = "--forms",
      split = ",",
      paramLabel = "FORM",
      description = {
        "What to make of each --model: float32 (as it is), int8, int4, int8-block-N, int4-block-N",
        "(default: float32,int8,int4 as far as it can be had)."
      })
  private List<String> forms = List.of();

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description =
          "The names of the labels of each --model, one a line (default: its config.json's).")
  private @Nullable Path labels;

  /**
   * Makes variants of them, if need be, and tells what was found.
   *
   * @param instead a model to take instead of them; null for them
   * @param base the model that adapters belong to; null if there is none
   * @param leftOut is told of those that are there and cannot be used
   * @return null if none is named
   * @throws InputException if one cannot be used, or only what belongs to one is named
   */
  public @Nullable Adopted adopt(
      @Nullable String instead,
      @Nullable String base,
      Map<String, String> environment,
      PrintWriter err,
      Progress progress,
      LeftOut leftOut)
      throws IOException {
    List<String> named = instead == null ? models : List.of(instead);
    if (named.isEmpty()) {
      requireNothingElse(base);
      return null;
    }
    Path home = Path.of(System.getProperty("user.home"));
    Path cache = CacheFolders.locate(environment, System.getProperty("os.name"), home);
    ModelRequest request =
        new ModelRequest(named, forms.stream().map(ModelForm::of).toList(), labels, base);
    Adopted adopted =
        new Adoption(cache, HubSettings.of(environment, home, cache), progress, leftOut)
            .adopt(request);
    adopted.found().forEach(err::println);
    err.flush();
    return adopted;
  }

  boolean isEmpty() {
    return models.isEmpty();
  }

  private void requireNothingElse(@Nullable String base) {
    if (!forms.isEmpty() || labels != null || base != null) {
      throw new InputException(
          !forms.isEmpty() ? "--forms" : labels != null ? "--labels" : "--base " + base,
          "says something of a --model, and none is named",
          "name one");
    }
  }

  /**
   * What repeats the choice, as settings of a build: name to value, empty for what was not given.
   */
  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("model", String.join(",", models));
    settings.put("forms", String.join(",", forms));
    settings.put("labels", labels == null ? "" : labels.toString());
    return settings;
  }
}
