package io.github.bertmark.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The content of {@code variant.json}.
 *
 * @param labels null if they are those of the variant in the adapter's folder
 * @param inDefaultSet null for false
 * @param padding null for BERT's
 * @param session null for the default settings
 * @param origin null but for what is kept in the user's cache
 */
record VariantDocument(
    String id,
    String displayName,
    @Nullable List<String> labels,
    int maximumLength,
    @Nullable Boolean inDefaultSet,
    @Nullable PaddingRule padding,
    @Nullable SessionOverrides session,
    @Nullable VariantSource source,
    @Nullable ModelOrigin origin) {
  /** As a JMH parameter: JMH Visualizer wants no space and no equals sign. */
  static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]*");

  /** [CLS], one token and [SEP]. */
  private static final int SHORTEST_INPUT = 3;

  VariantDocument {
    Checks.that(
        ID.matcher(id).matches(),
        "id must consist of a-z, 0-9, '.', '_' and '-', and begin with a letter or digit: " + id);
    Checks.that(!displayName.isBlank(), "displayName must not be blank");
    Checks.that(
        labels != null || source != null && !source.adapter().equals("."),
        "labels must be listed, unless source names another variant's adapter");
    Checks.that(
        maximumLength >= SHORTEST_INPUT,
        "maximumLength must be at least " + SHORTEST_INPUT + " tokens");
    if (labels != null) {
      check(labels);
      labels = List.copyOf(labels);
    }
  }

  private static void check(List<String> labels) {
    Checks.that(labels.size() >= 2, "labels must be at least two");
    Set<String> seen = new HashSet<>();
    for (String label : labels) {
      Checks.that(label != null && !label.isBlank(), "labels must not be blank");
      Checks.that(seen.add(label), "label " + label + " is there twice");
    }
  }
}
