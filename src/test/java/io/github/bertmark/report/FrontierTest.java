package io.github.bertmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.results.VariantResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FrontierTest {
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

  @Test
  void itIsWhatASweepFinds() {
    for (var run : List.of(Runs.REFERENCE, Runs.ALONE, Runs.SIX, Runs.SEVEN, Runs.TWELVE)) {
      assertThat(Frontier.of(run)).containsExactlyInAnyOrderElementsOf(swept(run.variants()));
    }
  }

  @Test
  void theFastestComesFirstAndTheSlowerAndWorseAreNotThere() {
    assertThat(Frontier.of(Runs.SEVEN))
        .containsExactly(
            "distilbert-3l-int8",
            "distilbert-int8",
            "distilbert-int4",
            "bert-int8",
            "bert-baseline");
  }
}
