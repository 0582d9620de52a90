package io.github.bertmark.source;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which models of somebody else's are wanted, and in which forms.
 *
 * @param models each a folder, an ONNX file or {@code hf:ORG/NAME[@REVISION]}
 * @param forms empty for {@link ModelForm#DEFAULTS}, as far as a model has them
 * @param labels a file with the labels' names, in the order of the logits; null for the models' own
 * @param base the model that adapters belong to, named as models are; null if there is none
 */
public record ModelRequest(
    List<String> models, List<ModelForm> forms, @Nullable Path labels, @Nullable String base) {
  public ModelRequest {
    models = List.copyOf(models);
    forms = List.copyOf(forms);
  }
}
