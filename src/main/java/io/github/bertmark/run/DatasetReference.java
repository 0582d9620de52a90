package io.github.bertmark.run;

/**
 * The queries that the accuracies of a run were measured on.
 *
 * @param name what the data set is called in results
 * @param sha256 digest of the data set
 * @param sample whether it is the project's built-in sample, whose accuracies compare with those of
 *     no other set
 * @param split the part of the data set
 * @param queries how many queries that part has
 */
public record DatasetReference(
    String name, String sha256, boolean sample, String split, int queries) {
  /** The whole of the test split. */
  public static final String TEST = "test";

  /** Whether positions are those of the test split, all of it or a sample. */
  public boolean ofTestSplit() {
    return split.equals(TEST) || split.startsWith(TEST + ",");
  }
}
