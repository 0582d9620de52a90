package io.github.bertmark.gate;

import io.github.bertmark.comparison.Finding;
import io.github.bertmark.comparison.Flips;
import io.github.bertmark.comparison.Policy;
import io.github.bertmark.comparison.Verdict;
import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.predictions.Prediction;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.statistics.Churn;
import io.github.bertmark.statistics.McNemar;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Accuracies are compared query by query, by McNemar's exact test on the answers of which one is
 * right and the other wrong; two intervals of their own would be far too wide.
 */
record AccuracyJudge(RunAnswers base, RunAnswers candidate, Policy policy, QueryTexts texts) {
  Finding judge(VariantResult before, VariantResult after) throws IOException {
    if (isQuantisedElsewhere(before, after)) {
      return notComparable(
          before,
          after,
          "few-bit arithmetic rounds differently on another instruction set, so that other answers"
              + " are no fault");
    }
    Optional<List<Prediction>> ours = base.of(before);
    Optional<List<Prediction>> theirs = candidate.of(after);
    if (ours.isEmpty() || theirs.isEmpty()) {
      return notComparable(
          before,
          after,
          "the predictions of the %s are not beside its run.json (%s)"
              .formatted(
                  ours.isEmpty() ? "base" : "candidate",
                  (ours.isEmpty() ? before : after).predictions().path()));
    }
    if (!areOfTheSameQueries(ours.get(), theirs.get())) {
      return notComparable(before, after, "the predictions are not of the same queries");
    }
    if (ours.get().isEmpty()) {
      return notComparable(before, after, "there are no predictions");
    }
    return judge(before, after, Churn.of(ours.get(), theirs.get()));
  }

  /** Whether it is a quantised variant on two instruction sets. */
  boolean isQuantisedElsewhere(VariantResult before, VariantResult after) {
    return QuantisedForm.is(before, after)
        && !ComparabilityGuard.isSameInstructionSet(
            base.document().environment(), candidate.document().environment());
  }

  private Finding judge(VariantResult before, VariantResult after, Churn churn) {
    McNemar test = churn.test();
    double points = 100 * test.difference();
    boolean beyond = Math.abs(points) > policy.threshold(Catalogue.ACCURACY);
    Verdict verdict = Verdict.NO_CLEAR_CHANGE;
    if (beyond && test.pValue() <= 1 - policy.accuracyConfidence()) {
      verdict = points < 0 ? Verdict.REGRESSED : Verdict.IMPROVED;
    } else if (beyond) {
      verdict = Verdict.INCONCLUSIVE;
    }
    IntFunction<String> text = index -> texts.text(candidate.document().dataset(), index);
    return new Finding(
        before.id(),
        Catalogue.ACCURACY,
        verdict,
        Catalogue.ACCURACY.unit().judged().symbol(),
        100 * before.accuracy().accuracy(),
        100 * after.accuracy().accuracy(),
        points,
        policy.accuracyConfidence() == 0
            ? null
            : test.differenceInterval(policy.accuracyConfidence()).times(100),
        policy.threshold(Catalogue.ACCURACY),
        policy.threshold(Catalogue.ACCURACY),
        test.pValue(),
        null,
        true,
        sentence(before, after, churn, verdict),
        Flips.of(churn, text));
  }

  private String sentence(VariantResult before, VariantResult after, Churn churn, Verdict verdict) {
    McNemar test = churn.test();
    if (churn.sameLabel() == test.queries()) {
      return Words.format(
          "%.2f %%, all %d answers the same", 100 * before.accuracy().accuracy(), test.queries());
    }
    return Words.format(
            "%.2f %% -> %.2f %%, %+.2f points: %d right answers lost, %d gained (%s);"
                + " %.2f %% of all answers the same; tolerance %s points",
            100 * before.accuracy().accuracy(),
            100 * after.accuracy().accuracy(),
            100 * test.difference(),
            test.onlyBaseRight(),
            test.onlyCandidateRight(),
            Words.probability(test.pValue()),
            100 * churn.agreement(),
            Words.number(policy.threshold(Catalogue.ACCURACY)))
        + (verdict == Verdict.INCONCLUSIVE ? "; only a larger test set would decide" : "");
  }

  private static boolean areOfTheSameQueries(List<Prediction> ours, List<Prediction> theirs) {
    boolean same = ours.size() == theirs.size();
    for (int i = 0; same && i < ours.size(); i++) {
      same = ours.get(i).isOfTheSameQuery(theirs.get(i));
    }
    return same;
  }

  private static Finding notComparable(VariantResult before, VariantResult after, String why) {
    return Finding.notComparable(
        before.id(),
        Catalogue.ACCURACY,
        100 * before.accuracy().accuracy(),
        100 * after.accuracy().accuracy(),
        why);
  }
}
