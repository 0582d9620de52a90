package io.github.bertmark.classify;

import ai.onnxruntime.OrtException;
import io.github.bertmark.InputException;
import io.github.bertmark.classify.tokens.BenchmarkQuery;
import io.github.bertmark.classify.tokens.QueryTokenizer;
import io.github.bertmark.classify.tokens.TokenizedQuery;
import io.github.bertmark.model.OutputOperator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a ready-made model shows only when it is run.
 *
 * @param maximumLength tokens that it takes at most
 * @param probabilities whether it gives the labels' probabilities in place of logits
 * @param notes what is unusual, in sentences
 */
record ModelTraits(int maximumLength, boolean probabilities, List<String> notes) {
  private static final List<String> TEXTS =
      List.of(BenchmarkQuery.TEXT, "", "book a hotel", "the weather is fine today, is it not?");

  /** Of what is left over by probabilities in 16 bits. */
  private static final double ROUNDING = 0.01;

  /** Beyond it a run's memory, which grows with the square, would be what is tried. */
  private static final int LONGEST_TRIED = 1024;

  /** Those of a model that bertmark wrote, which are known. */
  static ModelTraits known(int maximumLength) {
    return new ModelTraits(maximumLength, false, List.of());
  }

  /**
   * Runs a model on some texts, and on as many tokens as it is said to take.
   *
   * @param tokenizer truncates at the length that was found, from then on
   * @throws InputException if it cannot be run
   */
  static ModelTraits found(
      ModelSession model, ModelSignature signature, QueryTokenizer tokenizer, int maximumLength) {
    TokenizedQuery text = tokenizer.tokenize(TEXTS.get(0));
    try (Workspace workspace = model.newWorkspace(signature, maximumLength)) {
      List<String> notes = new ArrayList<>(signature.notes());
      int longest = longest(workspace, text, tokenizer.tokenize("").length() + 1, maximumLength);
      tokenizer.truncateAt(longest);
      if (longest < maximumLength) {
        notes.add(
            "takes at most %d tokens, not %d: longer texts are truncated there."
                .formatted(longest, maximumLength));
      }
      boolean probabilities = false;
      List<float[]> rows = new ArrayList<>();
      for (String each : TEXTS) {
        rows.add(workspace.infer(tokenizer.tokenize(each)).clone());
      }
      if (rows.stream().allMatch(ModelTraits::isDistribution)) {
        probabilities = true;
        notes.add("gives probabilities in place of logits: they are the scores as they are.");
      } else if (rows.stream().allMatch(ModelTraits::isFractions)
          && OutputOperator.of(model.variant().modelFile(), signature.logits().name())
              .endsWith("Sigmoid")) {
        probabilities = true;
        notes.add(
            "ends in a sigmoid: the score is that of the label by itself, and labels may share"
                + " texts.");
      }
      return new ModelTraits(longest, probabilities, List.copyOf(notes));
    } catch (OrtException e) {
      throw model.failure(text, e);
    } catch (IOException e) {
      throw new InputException(
          model.variant().modelFile(), "cannot be read (" + e + ")", "check its permissions", e);
    }
  }

  /** The most tokens that it can be run on, by halving. */
  private static int longest(
      Workspace workspace, TokenizedQuery text, int shortest, int maximumLength)
      throws OrtException {
    if (maximumLength > LONGEST_TRIED || runs(workspace, text.stretched(maximumLength))) {
      return maximumLength;
    }
    int good = shortest;
    int bad = maximumLength;
    workspace.infer(text.stretched(good));
    while (good + 1 < bad) {
      int middle = (good + bad) / 2;
      if (runs(workspace, text.stretched(middle))) {
        good = middle;
      } else {
        bad = middle;
      }
    }
    return good;
  }

  private static boolean runs(Workspace workspace, TokenizedQuery query) {
    try {
      workspace.infer(query);
      return true;
    } catch (OrtException e) {
      return false;
    }
  }

  private static boolean isFractions(float[] row) {
    for (float value : row) {
      if (!(value >= 0 && value <= 1)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDistribution(float[] row) {
    double sum = 0;
    for (float value : row) {
      sum += value;
    }
    return isFractions(row) && Math.abs(sum - 1) <= ROUNDING;
  }
}
