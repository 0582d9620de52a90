package io.github.bertmark.statistics;

import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * The right and wrong answers of two classifiers to the same queries, and the exact test of whether
 * one is right more often (McNemar, Psychometrika 12, 1947). Queries that both answer rightly, or
 * both wrongly, say nothing of which is better; two independent intervals of the accuracies would
 * count them and miss real changes.
 *
 * @param bothRight queries
 * @param onlyBaseRight queries that the candidate broke
 * @param onlyCandidateRight queries that the candidate fixed
 * @param bothWrong queries
 */
public record McNemar(int bothRight, int onlyBaseRight, int onlyCandidateRight, int bothWrong) {
  public McNemar {
    if (Math.min(Math.min(bothRight, onlyBaseRight), Math.min(onlyCandidateRight, bothWrong)) < 0
        || bothRight + onlyBaseRight + onlyCandidateRight + bothWrong == 0) {
      throw new IllegalArgumentException("counts must not be negative, nor all 0");
    }
  }

  public int queries() {
    return bothRight + onlyBaseRight + onlyCandidateRight + bothWrong;
  }

  /** The candidate's accuracy less the base's. */
  public double difference() {
    return (double) (onlyCandidateRight - onlyBaseRight) / queries();
  }

  /**
   * The exact two-sided p-value, from the binomial distribution; 1 if no query tells them apart.
   */
  public double pValue() {
    BinomialDistribution chance = new BinomialDistribution(onlyBaseRight + onlyCandidateRight, 0.5);
    return Math.min(
        1, 2 * chance.cumulativeProbability(Math.min(onlyBaseRight, onlyCandidateRight)));
  }

  /**
   * An interval of the difference of the accuracies: Newcombe's method 10 for paired data
   * (Statistics in Medicine 17, 1998, 2635-2650), from two Wilson intervals and the correlation of
   * the answers.
   */
  public Interval differenceInterval(double confidence) {
    int n = queries();
    double base = (double) (bothRight + onlyBaseRight) / n;
    double candidate = (double) (bothRight + onlyCandidateRight) / n;
    Interval ofBase = ConfidenceIntervals.ofProportion(bothRight + onlyBaseRight, n, confidence);
    Interval ofCandidate =
        ConfidenceIntervals.ofProportion(bothRight + onlyCandidateRight, n, confidence);
    double correlation = correlation();
    double below = distance(candidate - ofCandidate.lower(), ofBase.upper() - base, correlation);
    double above = distance(ofCandidate.upper() - candidate, base - ofBase.lower(), correlation);
    return new Interval(difference() - below, difference() + above);
  }

  /** The phi coefficient with Newcombe's continuity correction. */
  private double correlation() {
    double baseRight = (double) bothRight + onlyBaseRight;
    double candidateRight = (double) bothRight + onlyCandidateRight;
    double product =
        baseRight * (queries() - baseRight) * candidateRight * (queries() - candidateRight);
    if (product == 0) {
      return 0;
    }
    double determinant =
        (double) bothRight * bothWrong - (double) onlyBaseRight * onlyCandidateRight;
    double corrected = determinant > 0 ? Math.max(determinant - queries() / 2.0, 0) : determinant;
    return corrected / Math.sqrt(product);
  }

  private static double distance(double left, double right, double correlation) {
    return Math.sqrt(Math.max(0, left * left - 2 * correlation * left * right + right * right));
  }
}
