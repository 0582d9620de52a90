package io.github.bertmark.comparison;

import java.util.List;

/**
 * What a {@link Comparison} of a run with the one before it says has changed, and no more.
 *
 * @param differences what the runs do not have in common
 * @param variants of either run
 * @param findings of a change for the better or the worse, by variant, then metric
 */
public record RunChanges(
    List<Difference> differences, List<String> variants, List<Finding> findings) {
  public RunChanges {
    differences = List.copyOf(differences);
    variants = List.copyOf(variants);
    findings = List.copyOf(findings);
  }
}
