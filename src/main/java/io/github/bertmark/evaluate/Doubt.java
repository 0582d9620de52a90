package io.github.bertmark.evaluate;

import io.github.bertmark.statistics.ConfidenceIntervals;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What speaks against believing an accuracy, or shipping what has it. */
public final class Doubt {
  private static final String ASK = ": are the model's labels in another order than its file says?";

  private Doubt() {}

  /**
   * The doubt in a sentence.
   *
   * @param name of the variant
   * @param answers null if they were not looked at
   * @return null if nothing speaks against it
   */
  public static @Nullable String of(
      String name, int correct, int queries, @Nullable Answers answers) {
    // A single class tells nothing of a constant answer.
    if (answers == null || answers.expectedLabels() < 2) {
      return null;
    }
    double accuracy = (double) correct / queries;
    double chance = 1.0 / answers.expectedLabels();
    if (answers.givenLabels() == 1) {
      return format("%s gives every query the same answer (%.2f %% right).", name, 100 * accuracy);
    }
    if (accuracy < answers.largestClass()) {
      return format(
          "%s answers %.2f %% rightly, less than a constant answer would (%.2f %%)%s",
          name, 100 * accuracy, 100 * answers.largestClass(), ASK);
    }
    if (ConfidenceIntervals.ofProportion(correct, queries, Evaluation.CONFIDENCE).lower()
        <= chance) {
      return format(
          "%s answers %.2f %% rightly, not clearly more than guessing among %d labels (%.2f %%)%s",
          name, 100 * accuracy, answers.expectedLabels(), 100 * chance, ASK);
    }
    return null;
  }

  /** How many texts were not read to their end, in a sentence; null if none. */
  public static @Nullable String truncation(String name, int queries, @Nullable Answers answers) {
    Integer truncated = answers == null ? null : answers.truncated();
    return truncated == null || truncated == 0
        ? null
        : format(
            "%s read but the beginning of some texts: %,d of %,d truncated at its maximum length.",
            name, truncated, queries);
  }

  /** What is unusual about a model, in sentences with its name. */
  public static Stream<String> notes(String name, @Nullable List<String> modelNotes) {
    return modelNotes == null ? Stream.of() : modelNotes.stream().map(note -> name + " " + note);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
