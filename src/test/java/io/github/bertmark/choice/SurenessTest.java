package io.github.bertmark.choice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.RunFixture;
import io.github.bertmark.run.RunFixture.Variant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurenessTest {
  private static final Variant FAST = new Variant("fast", "Fast", 4, 4_880, 40_000_000);
  private static final Variant AS_FAST = new Variant("as-fast", "As fast", 4.02, 4_880, 40_000_000);

  @TempDir Path folder;

  @Test
  void twoAlikeAreACloseCallAndTheOtherIsTheRunnerUp() throws IOException {
    RunDocument run = RunFixture.of(RunFixture.BERT, FAST, AS_FAST).document(folder);
    Lead lead = Lead.of(run, null);
    Map<String, Integer> counts = Sureness.counts(run, Resampling.of(run, Map.of()));
    int chosen = counts.get(lead.studied().id());

    assertThat(chosen).isBetween(500, 949);
    assertThat(counts.values().stream().mapToInt(Integer::intValue).sum()).isBetween(900, 1000);
    assertThat(lead.sureness())
        .matches(
            "The choice of "
                + lead.studied().displayName()
                + (chosen >= 800 ? " is likely" : " is a close call")
                + ": the same in \\d\\d % of 1,000 resamplings of the forks and the queries; the"
                + " runner-up is "
                + (lead.studied().id().equals("fast") ? "As fast" : "Fast")
                + ", in \\d\\d %\\.");
    assertThat(Pattern.compile("\\d\\d(?= %)").matcher(lead.sureness()).results())
        .extracting(MatchResult::group)
        .containsExactlyInAnyOrder(
            Math.round(counts.get("fast") / 10.0) + "",
            Math.round(counts.get("as-fast") / 10.0) + "");
  }

  @Test
  void whatIsFarFasterAndAsAccurateIsSure() throws IOException {
    Variant slow = new Variant("slow", "Slow", 9, 4_890, 40_000_000);
    RunDocument run =
        RunFixture.of(new Variant("b", "B", 17, 4_890, 438_000_000), slow, FAST).document(folder);
    assertThat(Lead.of(run, null).sureness())
        .startsWith("The choice of Fast is ")
        .containsPattern("(sure|likely): the same in (over )?\\d\\d % of");
  }

  @Test
  void itIsToldOfTheRecommendedAloneAndNotOfSingleForks() throws IOException {
    RunFixture fixture = RunFixture.of(RunFixture.BERT, FAST, AS_FAST);
    RunDocument run = fixture.document(folder.resolve("five"));
    assertThat(Lead.of(run, "bert-baseline").sureness()).isNull();
    RunDocument single = fixture.withForks(1).document(folder.resolve("one"));
    assertThat(Lead.of(single, null).sureness()).isNull();
    RunDocument two = RunFixture.of(RunFixture.BERT, FAST).document(folder.resolve("two"));
    assertThat(Lead.of(two, null).sureness()).isNull();
  }
}
