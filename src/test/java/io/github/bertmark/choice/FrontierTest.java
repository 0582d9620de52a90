package io.github.bertmark.choice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.report.Runs;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.VariantResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FrontierTest {
  private static final List<RunDocument> RUNS =
      List.of(Runs.REFERENCE, Runs.ALONE, Runs.SIX, Runs.SEVEN, Runs.TWELVE);

  /** By a sweep from the fastest: who beats the best accuracy so far is on it. */
  private static Set<String> swept(List<VariantResult> variants) {
    List<VariantResult> byLatency = new ArrayList<>(variants);
    byLatency.sort(
        Comparator.comparing((VariantResult v) -> v.latency().meanMillis())
            .thenComparing(v -> -v.accuracy().accuracy()));
    Set<String> found = new HashSet<>();
    double best = Double.NEGATIVE_INFINITY;
    for (VariantResult variant : byLatency) {
      if (variant.accuracy().accuracy() > best) {
        best = variant.accuracy().accuracy();
        found.add(variant.id());
      }
    }
    return found;
  }

  /** Whether it is the right choice when no more time and room than its own may be taken. */
  private static boolean rightForItsOwnBudget(VariantResult variant, List<VariantResult> all) {
    return all.stream()
        .filter(v -> v.latency().meanMillis() <= variant.latency().meanMillis())
        .filter(v -> v.model().sizeBytes() <= variant.model().sizeBytes())
        .max(
            Comparator.comparing((VariantResult v) -> v.accuracy().accuracy())
                .thenComparing(v -> -v.latency().meanMillis())
                .thenComparing(v -> -v.model().sizeBytes()))
        .map(best -> best.id().equals(variant.id()))
        .orElse(false);
  }

  @Test
  void itHoldsWhatIsRightUnderSomeBudget() {
    for (RunDocument run : RUNS) {
      assertThat(Frontier.of(run))
          .containsExactlyElementsOf(
              run.variants().stream()
                  .filter(variant -> rightForItsOwnBudget(variant, run.variants()))
                  .map(VariantResult::id)
                  .toList());
    }
  }

  @Test
  void theStaircaseIsWhatASweepFinds() {
    for (RunDocument run : RUNS) {
      assertThat(Frontier.ofLatencyAndAccuracy(run))
          .containsExactlyInAnyOrderElementsOf(swept(run.variants()));
    }
  }

  @Test
  void whatIsSlowerAndWorseAndLargerIsNotThere() {
    assertThat(Frontier.of(Runs.SEVEN))
        .containsExactly(
            "bert-baseline",
            "bert-int8",
            "bert-int4",
            "distilbert-int8",
            "distilbert-int4",
            "distilbert-3l-int8");
  }
}
