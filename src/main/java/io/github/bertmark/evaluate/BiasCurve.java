package io.github.bertmark.evaluate;

import io.github.bertmark.model.Calibration;
import java.util.List;
import java.util.function.Predicate;

/** How right a variant is as a function of the constant on one label's logit. */
record BiasCurve(List<Margin> margins) {
  /**
   * What a constant can change of one answer.
   *
   * @param outOfScope whether the query is out of scope
   * @param otherIsRight whether the best of the other labels is the expected one
   * @param lead of that label's logit over the biased label's without a constant
   */
  record Margin(boolean outOfScope, boolean otherIsRight, double lead) {
    /**
     * Of a row of logits.
     *
     * @param biased index of the label that is out of scope
     * @param already the constant that is in its logit
     */
    static Margin of(float[] logits, int biased, int expected, double already) {
      int best = biased == 0 ? 1 : 0;
      for (int i = best + 1; i < logits.length; i++) {
        if (i != biased && logits[i] > logits[best]) {
          best = i;
        }
      }
      double lead = logits[best] - (logits[biased] - already);
      return new Margin(expected == biased, expected == best, lead);
    }

    private boolean rightWith(double bias) {
      return lead < bias ? outOfScope : otherIsRight;
    }
  }

  Calibration.Point at(double bias) {
    return new Calibration.Point(
        bias,
        right(bias, margin -> true),
        right(bias, margin -> !margin.outOfScope()),
        right(bias, Margin::outOfScope));
  }

  private double right(double bias, Predicate<Margin> which) {
    return margins.stream()
        .filter(which)
        .mapToInt(margin -> margin.rightWith(bias) ? 1 : 0)
        .average()
        .orElse(0);
  }
}
