package io.github.bertmark.dataset;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What results have to say of a data set that is a user's own, its labels by the models' names.
 *
 * @param outOfScope the label of the texts without an intent; null if there is none
 * @param domains that labels belong to, by label; empty if they are not known
 * @param notes sentences that a reader of the results has to know
 */
public record OwnTraits(
    @Nullable String outOfScope, Map<String, String> domains, List<String> notes) {
  /** Those of CLINC150 and of the sample, which go without saying. */
  public static final OwnTraits CLINC150 =
      new OwnTraits(LabelledQuery.OUT_OF_SCOPE, IntentDomains.clinc150(), List.of());

  public OwnTraits {
    domains = Map.copyOf(domains);
    notes = List.copyOf(notes);
  }
}
