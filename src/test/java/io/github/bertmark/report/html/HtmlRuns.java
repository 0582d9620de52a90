package io.github.bertmark.report.html;

import io.github.bertmark.comparison.Policy;
import io.github.bertmark.comparison.RunChanges;
import io.github.bertmark.gate.Gate;
import io.github.bertmark.merge.Merger;
import io.github.bertmark.predictions.Prediction;
import io.github.bertmark.run.RunFiles;
import io.github.bertmark.run.RunFixture;
import io.github.bertmark.run.RunFixture.Variant;
import io.github.bertmark.run.StoredRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Merged runs with predictions of many labels, seeded; one of the labels is hostile. */
final class HtmlRuns {
  static final int QUERIES = 5_500;

  /** Swaps of a query with another that make the answers of a run differ from those of others. */
  private static final int OTHER_ANSWERS = 200;

  static final String HOSTILE = "<script>window.hacked=1</script>";
  static final List<String> LABELS =
      List.of("balance", "transfer", "pin_change", "weather", "alarm", "oos", HOSTILE);

  static final Variant INT8 =
      new Variant("bert-int8", "BERT int8 " + HOSTILE, 7.1, 4_850, 112_000_000);
  static final Variant SMALL =
      new Variant("distilbert-int8", "DistilBERT int8", 3.6, 4_815, 69_000_000);

  private HtmlRuns() {}

  /** The reference variants and two quantised ones, one of a hostile name. */
  static StoredRun four(Path folder) throws IOException {
    return write(
        folder,
        RunFixture.of(RunFixture.BERT, INT8, RunFixture.DISTILBERT, SMALL)
            .withStages()
            .withTraffic(),
        List.of(RunFixture.BERT, INT8, RunFixture.DISTILBERT, SMALL));
  }

  static StoredRun write(Path folder, RunFixture fixture, List<Variant> variants)
      throws IOException {
    RunFiles files = fixture.write(folder);
    for (Variant variant : variants) {
      fixture.answered(files, variant, predictions(variant, 0));
    }
    Merger.merge(files, null).write(files.run());
    return StoredRun.read(folder);
  }

  /**
   * A folder of runs a day apart, each with times and answers of its own: from one to the next
   * every variant answers some queries otherwise, and its accuracy moves as a whole.
   */
  static void writeHistory(Path folder, int runs, List<Variant> variants) throws IOException {
    for (int run = 0; run < runs; run++) {
      Random random = new Random(run);
      Variant[] now = new Variant[variants.size()];
      for (int i = 0; i < now.length; i++) {
        Variant variant = variants.get(i);
        now[i] =
            new Variant(
                variant.id(),
                variant.displayName(),
                variant.meanMillis(),
                variant.correct() + (int) (20 * random.nextGaussian()),
                variant.modelBytes());
      }
      Path path = folder.resolve(String.valueOf(run));
      RunFixture fixture = RunFixture.of(now).withStages().withSeed(1 + run);
      RunFiles files = fixture.write(path);
      for (Variant variant : now) {
        fixture.answered(files, variant, predictions(variant, run));
      }
      Instant day = Instant.parse("2026-01-31T12:00:00Z").plus(run, ChronoUnit.DAYS);
      Files.writeString(
          files.provenance(),
          Files.readString(files.provenance()).replace("2026-01-31T12:00:00Z", day.toString()));
      Merger.merge(files, null).write(files.run());
    }
  }

  /** A request for a page of runs, without texts. */
  static HtmlRequest request(StoredRun... runs) throws IOException {
    Gate gate = new Gate(Policy.DEFAULT);
    List<RunChanges> changes = runs.length > 2 ? gate.changesInTurn(List.of(runs)) : List.of();
    return new HtmlRequest(
        List.of(runs),
        null,
        null,
        runs.length == 2 ? gate.compare(runs[0], runs[1]) : null,
        changes,
        runs.length > 2 ? gate.drifts(List.of(runs), changes) : List.of());
  }

  static String expected(int query) {
    return LABELS.get(query % LABELS.size());
  }

  /** So many right as the variant has; of another run, some other ones. */
  private static List<Prediction> predictions(Variant variant, int run) {
    Random random = new Random(variant.id().hashCode());
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < QUERIES; i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    int[] wrong = random.ints(QUERIES, 1, 6).toArray();
    Random ofRun = new Random(31L * run + variant.id().hashCode());
    for (int i = 0; i < OTHER_ANSWERS; i++) {
      Collections.swap(order, ofRun.nextInt(QUERIES), ofRun.nextInt(QUERIES));
    }
    boolean[] right = new boolean[QUERIES];
    order.subList(0, Math.min(QUERIES, variant.correct())).forEach(i -> right[i] = true);
    List<Prediction> answers = new ArrayList<>();
    for (int i = 0; i < QUERIES; i++) {
      String predicted = right[i] ? expected(i) : expected(i + wrong[i]);
      answers.add(new Prediction(i, expected(i), predicted, ofRun.nextFloat()));
    }
    return answers;
  }
}
