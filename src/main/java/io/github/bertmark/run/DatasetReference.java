package io.github.bertmark.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.bertmark.dataset.OwnTraits;
import org.jspecify.annotations.Nullable;

/**
 * The queries that the accuracies of a run were measured on.
 *
 * @param name what the data set is called in results
 * @param sha256 digest of the data set
 * @param sample whether it is the project's built-in sample, whose accuracies compare with those of
 *     no other set
 * @param split the part of the data set
 * @param queries how many queries that part has
 * @param own what is to be said of it if it is a user's own; null for CLINC150 and the sample
 */
public record DatasetReference(
    String name,
    String sha256,
    boolean sample,
    String split,
    int queries,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable OwnTraits own) {
  /** The whole of the test split. */
  public static final String TEST = "test";

  /** What is to be said of it, be it a user's own or not. */
  public OwnTraits traits() {
    return own == null ? OwnTraits.CLINC150 : own;
  }

  /** Whether positions are those of the test split, all of it or a sample. */
  public boolean ofTestSplit() {
    return split.equals(TEST) || split.startsWith(TEST + ",");
  }
}
