package io.github.bertmark.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bertmark.InputException;
import io.github.bertmark.merge.Merger;
import io.github.bertmark.predictions.Prediction;
import io.github.bertmark.report.Runs;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.RunFiles;
import io.github.bertmark.run.RunFixture;
import io.github.bertmark.run.RunFixture.Variant;
import io.github.bertmark.text.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadlineTest {
  @TempDir Path folder;

  private static String of(RunDocument run) {
    return Headline.of(run, StudiedVariant.of(run, null));
  }

  @Test
  void theLastVariantIsComparedWithTheFirst() {
    assertThat(of(Runs.REFERENCE))
        .matches(
            "DistilBERT answers in 8\\.\\d\\d ms, (1\\.9|2\\.0)\\dx faster than BERT baseline,"
                + " at 0\\.9 points lower accuracy and 61 % of its size\\.");
  }

  @Test
  void anotherVariantCanBeStudied() {
    String sentence =
        Headline.of(Runs.REFERENCE, StudiedVariant.of(Runs.REFERENCE, "bert-baseline"));
    assertThat(sentence)
        .matches(
            "BERT baseline answers in 17\\.\\d\\d ms, (1\\.9|2\\.0)\\dx slower than DistilBERT,"
                + " at 0\\.9 points higher accuracy and 163 % of its size\\.");
  }

  @Test
  void aVariantAloneIsComparedWithNothing() {
    assertThat(of(Runs.ALONE))
        .matches(
            "BERT baseline answers in 17\\.\\d\\d ms at 88\\.91 % accuracy,"
                + " with a model of 418\\.16 MiB\\.");
  }

  @Test
  void aDifferenceWithinTheIntervalsIsNotCalledFaster() throws IOException {
    RunDocument run =
        RunFixture.of(RunFixture.BERT, new Variant("again", "The same", 17.1, 4_890, 438_472_000))
            .document(folder);
    assertThat(of(run))
        .matches(
            "The same answers in 17\\.\\d\\d ms, not clearly apart from the 17\\.\\d\\d ms of BERT"
                + " baseline, at the same accuracy and 100 % of its size\\.");
  }

  @Test
  void ofOneForkNoneIsCalledFaster() throws IOException {
    Variant tiny = new Variant("tiny", "Tiny", 1, 4_880, 20_000_000);
    RunDocument two =
        RunFixture.of(RunFixture.BERT, tiny).withForks(1).document(folder.resolve("two"));
    RunDocument three =
        RunFixture.of(RunFixture.BERT, RunFixture.DISTILBERT, tiny)
            .withForks(1)
            .document(folder.resolve("three"));
    for (RunDocument run : List.of(two, three)) {
      assertThat(of(run))
          .matches(
              "Tiny answers in \\d\\.\\d+ ms, of one fork, which tells neither faster nor slower than"
                  + " the 17\\.\\d\\d ms of BERT baseline, at 0\\.2 points lower accuracy and 5 % of its"
                  + " size\\.");
      assertThat(run.variants())
          .allMatch(v -> Figures.speedUp(run.variants().get(0), v).equals("-"));
    }
  }

  @Test
  void ofSeveralTheFastestNearTheBaselinesAccuracyIsRecommended() {
    assertThat(of(Runs.SEVEN))
        .matches(
            "BERT int8 answers in 7\\.\\d\\d ms, 2\\.[34]\\dx faster than BERT baseline, at 0\\.3 points"
                + " lower accuracy and 26 % of its size: the fastest within 1 point of that accuracy\\."
                + " Fastest of all is DistilBERT, 3 layers, int8: 1\\.\\d\\d ms \\([89]\\.\\d\\dx\\), at 3\\.6"
                + " points lower accuracy\\.");
  }

  @Test
  void ofSeveralThatNamedIsComparedWithTheFirst() {
    String sentence = Headline.of(Runs.SEVEN, StudiedVariant.of(Runs.SEVEN, "distilbert"));
    assertThat(sentence).startsWith("DistilBERT answers in 8.").doesNotContain("Fastest of all");
  }

  @Test
  void theBaselineIsRecommendedWhereNothingFasterIsNear() throws IOException {
    RunDocument run =
        RunFixture.of(
                RunFixture.BERT,
                new Variant("small", "Small", 2, 4_300, 40_000_000),
                new Variant("tiny", "Tiny", 1, 4_000, 20_000_000))
            .document(folder);
    assertThat(of(run))
        .startsWith("BERT baseline answers in 17.")
        .contains(
            "; no faster variant comes within 1 point of that accuracy. Fastest of all is Tiny");
  }

  @Test
  void whatIsInDoubtIsNeverRecommended() throws IOException {
    RunDocument run = run(folder.resolve("one"), 5_000, 4_990, 30);
    assertThat(run.variant("v2").orElseThrow().doubt()).contains("in another order");
    assertThat(of(run)).startsWith("V1 answers in").doesNotContain("V2");
    assertThat(Frontier.of(run)).containsExactly("v0", "v1");
    assertThat(Headline.of(run, StudiedVariant.of(run, "v2")))
        .startsWith("Not to be recommended: V2 answers 0.55 % rightly, less than a constant");
    assertThat(of(run(folder.resolve("two"), 5_000, 30))).startsWith("V0 answers in");
    assertThat(of(run(folder.resolve("three"), 30, 4_900, 5_000))).doesNotContain("V0");
    assertThat(of(run(folder.resolve("four"), 30, 20, 10))).startsWith("Not to be recommended: V");
  }

  /** The later a variant, the faster; each with so many right answers. */
  private static RunDocument run(Path folder, int... correct) throws IOException {
    Variant[] variants = new Variant[correct.length];
    for (int i = 0; i < correct.length; i++) {
      variants[i] = new Variant("v" + i, "V" + i, 10 - i, correct[i], 1_000_000);
    }
    RunFixture fixture = RunFixture.of(variants);
    RunFiles files = fixture.write(folder);
    for (Variant variant : variants) {
      List<Prediction> answers = new ArrayList<>();
      for (int i = 0; i < 5_500; i++) {
        String expected = "label" + i % 7;
        String other = "label" + (i + 1) % 7;
        answers.add(new Prediction(i, expected, i < variant.correct() ? expected : other, 0.5f));
      }
      fixture.answered(files, variant, answers);
    }
    return Merger.merge(files, null);
  }

  @Test
  void anUnknownVariantIsRefusedWithThoseThereAre() {
    assertThatThrownBy(() -> StudiedVariant.of(Runs.REFERENCE, "none"))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "none: run 20260131T120000Z has no such variant;"
                + " there are: bert-baseline, distilbert");
  }
}
