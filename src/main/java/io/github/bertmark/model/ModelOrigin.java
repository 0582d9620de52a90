package io.github.bertmark.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a model of somebody else's came from. bertmark keeps what it made of one in the user's
 * cache, and says this in the {@code variant.json} there.
 *
 * @param parent id of the variant that this is another form of; null if it is the model itself
 * @param labels where their names were found, for whoever finds that they do not fit
 * @param found what the model is, in sentences
 * @param form that the parent's ready graph was written again in; null if it is not made so
 */
public record ModelOrigin(
    @Nullable String parent,
    String labels,
    List<String> found,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable NumericForm form) {
  public ModelOrigin {
    found = List.copyOf(found);
  }
}
