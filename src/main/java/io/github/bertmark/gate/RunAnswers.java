package io.github.bertmark.gate;

import io.github.bertmark.predictions.Prediction;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.StoredRun;
import io.github.bertmark.run.VariantResult;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run whose answers are read when they are first asked for, and only then. */
final class RunAnswers {
  private final StoredRun run;
  private final Map<String, Optional<List<Prediction>>> byVariant = new HashMap<>();

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
  Optional<List<Prediction>> of(VariantResult variant) throws IOException {
    Optional<List<Prediction>> answers = byVariant.get(variant.id());
    if (answers == null) {
      answers = run.predictions(variant);
      byVariant.put(variant.id(), answers);
    }
    return answers;
  }
}
