package io.github.bertmark.scenario.coldstart;

import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.run.scenario.ColdStart;
import io.github.bertmark.run.scenario.ScenarioResults;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** After how many answers of a fresh JVM one variant is ahead of another. */
final class BreakEven {
  private static final long MANY = 1L << 40;

  private BreakEven() {}

  /** Those of a run that were started. */
  static List<VariantResult> started(RunDocument run) {
    return run.variants().stream().filter(variant -> of(variant) != null).toList();
  }

  static @Nullable ColdStart of(VariantResult variant) {
    return variant.measured(ScenarioResults::coldStart);
  }

  /**
   * The number of the first answer that one variant has given earlier than another, and all behind
   * it too.
   *
   * @return 1 if it is ahead from its first on; empty if it never stays ahead
   */
  static OptionalLong answers(ColdStart variant, ColdStart other) {
    if (!isAhead(variant, other, MANY)) {
      return OptionalLong.empty();
    }
    long ahead = Math.max(variant.answersMillis().size(), other.answersMillis().size());
    // Within what was measured the lead may change hands; behind that both go straight.
    if (isAhead(variant, other, ahead)) {
      while (ahead > 1 && isAhead(variant, other, ahead - 1)) {
        ahead--;
      }
      return OptionalLong.of(ahead);
    }
    long behind = ahead;
    ahead = MANY;
    while (ahead - behind > 1) {
      long middle = (ahead + behind) / 2;
      if (isAhead(variant, other, middle)) {
        ahead = middle;
      } else {
        behind = middle;
      }
    }
    return OptionalLong.of(ahead);
  }

  private static boolean isAhead(ColdStart variant, ColdStart other, long answers) {
    return variant.untilAnswerMillis(answers) < other.untilAnswerMillis(answers);
  }
}
