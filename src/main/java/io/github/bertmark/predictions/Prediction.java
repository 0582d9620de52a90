package io.github.bertmark.predictions;

import io.github.bertmark.statistics.Churn;

/**
 * What a variant made of one query.
 *
 * @param index position of the query in its split, from 0; its text is the data set's to publish
 * @param expected the label that it should have
 * @param predicted the label that the variant gave it
 * @param score the probability that the variant gave that label
 */
public record Prediction(int index, String expected, String predicted, float score)
    implements Churn.Answer {
  /** Whether a score is a probability. */
  static boolean isScore(float score) {
    return score >= 0 && score <= 1;
  }
}
