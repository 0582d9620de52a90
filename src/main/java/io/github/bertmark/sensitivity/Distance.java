package io.github.bertmark.sensitivity;

import java.util.List;

/**
 * How far a model's answers are from those of its float32 parent, over some queries.
 *
 * @param divergenceNats the mean Kullback-Leibler divergence of its label probabilities from the
 *     parent's
 * @param agreement the fraction of queries that both give the same label
 * @param accuracy the fraction of queries that it gives the expected label
 */
public record Distance(double divergenceNats, double agreement, double accuracy) {
  /** By so much a sum of probabilities may miss 1. */
  private static final double ROUNDING = 1e-6;

  /** Refuses what is no distance. */
  public Distance {
    if (!(divergenceNats > -ROUNDING
        && agreement >= 0
        && agreement <= 1
        && accuracy >= 0
        && accuracy <= 1)) {
      throw new IllegalArgumentException(
          "divergenceNats must be from 0, agreement and accuracy from 0 to 1");
    }
  }

  /**
   * The distance of logits from the parent's.
   *
   * @param expected the index of each query's label; -1 if the model does not know it
   */
  static Distance of(List<Logits> logits, List<Logits> parent, List<Integer> expected) {
    double divergence = 0;
    int agreed = 0;
    int right = 0;
    for (int i = 0; i < logits.size(); i++) {
      divergence += logits.get(i).divergenceFrom(parent.get(i));
      int answer = logits.get(i).label();
      agreed += answer == parent.get(i).label() ? 1 : 0;
      right += answer == expected.get(i) ? 1 : 0;
    }
    double queries = logits.size();
    return new Distance(divergence / queries, agreed / queries, right / queries);
  }
}
