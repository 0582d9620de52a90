package io.github.bertmark.text;

import io.github.bertmark.run.Found;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.VariantResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was found of a run's models of somebody else's, before they were measured. */
public final class FoundNotes {
  private FoundNotes() {}

  /** A line for each model: its variants' names, and what was found of it. */
  public static List<String> of(RunDocument run) {
    // The variants of a model share the sentence that says what it is.
    Map<String, List<String>> names = new LinkedHashMap<>();
    Map<String, Set<String>> sentences = new LinkedHashMap<>();
    for (VariantResult variant : run.variants()) {
      Found found = variant.found();
      if (found != null && !found.sentences().isEmpty()) {
        String model = found.sentences().get(0);
        names.computeIfAbsent(model, key -> new ArrayList<>()).add(variant.displayName());
        sentences.computeIfAbsent(model, key -> new LinkedHashSet<>()).addAll(found.sentences());
      }
    }
    return names.entrySet().stream()
        .map(
            of ->
                String.join(", ", of.getValue())
                    + ": "
                    + String.join(". ", sentences.getOrDefault(of.getKey(), Set.of())))
        .toList();
  }
}
