package io.github.bertmark.dataset;

/**
 * What a user typed, and the intent that it expresses.
 *
 * @param text the query, never blank
 * @param label the intent, or {@value #OUT_OF_SCOPE}
 */
public record LabelledQuery(String text, String label) {
  /** CLINC150's label of a query that expresses none of the intents. */
  public static final String OUT_OF_SCOPE = "oos";

  public LabelledQuery {
    if (text.isBlank() || label.isBlank()) {
      throw new IllegalArgumentException("a query and its label must not be blank");
    }
  }

  /** Whether the query expresses none of the intents. */
  public boolean outOfScope() {
    return label.equals(OUT_OF_SCOPE);
  }
}
