package io.github.bertmark.gate;

import io.github.bertmark.results.RunDocument;
import io.github.bertmark.results.VariantResult;
import io.github.bertmark.statistics.Churn;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run whose answers are read when they are first asked for, and only then. */
final class RunAnswers {
  private final StoredRun run;
  private final Map<String, Optional<List<Churn.Answer>>> byVariant = new HashMap<>();

  RunAnswers(StoredRun run) {
    this.run = run;
  }

  StoredRun run() {
    return run;
  }

  RunDocument document() {
    return run.document();
  }

  /**
   * The answers of a variant, by index; empty if they are not beside the document.
   *
   * @throws io.github.bertmark.InputException if they are not those that the document was made of
   */
  Optional<List<Churn.Answer>> of(VariantResult variant) throws IOException {
    Optional<List<Churn.Answer>> answers = byVariant.get(variant.id());
    if (answers == null) {
      answers = read(variant);
      byVariant.put(variant.id(), answers);
    }
    return answers;
  }

  private Optional<List<Churn.Answer>> read(VariantResult variant) throws IOException {
    return run.predictions(variant)
        .map(
            predictions ->
                predictions.stream()
                    .map(p -> new Churn.Answer(p.index(), p.expected(), p.predicted()))
                    .toList());
  }
}
