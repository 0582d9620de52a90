package io.github.bertmark.dataset;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a data set beside its texts and labels.
 *
 * @param outOfScope the label of the texts without an intent; null if there is none
 * @param domains that labels belong to, by label; empty if they are not known
 * @param lines where the test texts lie in their file, from 1; empty if that tells nobody anything
 * @param notes sentences that a reader of the results has to know
 * @param attribution whose the texts are, a sentence; shown wherever they are
 */
public record DatasetTraits(
    @Nullable String outOfScope,
    Map<String, String> domains,
    List<Integer> lines,
    List<String> notes,
    String attribution) {
  /** Those of CLINC150, which its file does not tell. */
  static final DatasetTraits CLINC150 =
      new DatasetTraits(
          LabelledQuery.OUT_OF_SCOPE,
          IntentDomains.clinc150(),
          List.of(),
          List.of(),
          "Texts of the queries: CLINC150 by Larson et al., “An Evaluation Dataset for Intent"
              + " Classification and Out-of-Scope Prediction”, EMNLP-IJCNLP 2019, CC BY 3.0"
              + " (https://creativecommons.org/licenses/by/3.0/), unchanged.");

  public DatasetTraits {
    domains = Map.copyOf(domains);
    lines = List.copyOf(lines);
    notes = List.copyOf(notes);
  }

  DatasetTraits withOutOfScope(@Nullable String label) {
    return new DatasetTraits(label, domains, lines, notes, attribution);
  }

  DatasetTraits attributedTo(String whose) {
    return new DatasetTraits(outOfScope, domains, lines, notes, whose);
  }
}
