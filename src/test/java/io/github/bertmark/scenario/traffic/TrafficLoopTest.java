package io.github.bertmark.scenario.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.bertmark.ChildJvm;
import io.github.bertmark.classify.Classifier;
import io.github.bertmark.classify.SessionSettings;
import io.github.bertmark.dataset.Datasets;
import io.github.bertmark.dataset.LabelledQuery;
import io.github.bertmark.dataset.Split;
import io.github.bertmark.launch.BenchmarkStage;
import io.github.bertmark.launch.BenchmarksJar;
import io.github.bertmark.launch.JmhProcess;
import io.github.bertmark.model.ModelFolder;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.model.SessionOverrides;
import io.github.bertmark.raw.TrafficRecord;
import io.github.bertmark.run.RunFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Traffic's mean against that of a plain loop over the same queries, without JMH and with one clock
 * around all of them. Forks and loops take turns, so that both meet the same moods of the machine.
 */
@Tag("models")
class TrafficLoopTest {
  private static final int ROUNDS = 5;

  /** What a busy machine may do to two means; {@code -Dbertmark.loopTolerance=5} on a quiet one. */
  private static final double TOLERANCE_PERCENT = Integer.getInteger("bertmark.loopTolerance", 25);

  private static final int THREADS = Runtime.getRuntime().availableProcessors();
  private static final ModelFolder MODELS = ModelFolder.at(Path.of("models"));

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"bert-baseline", "distilbert-int8"})
  void aPlainLoopTakesAsLong(String variant) throws IOException, InterruptedException {
    RunFiles run = new RunFiles(folder);
    BenchmarkStage stage =
        new BenchmarkStage(
            BenchmarksJar.in(folder),
            List.of(new TrafficScenario()),
            List.of(variant),
            1,
            THREADS,
            SessionOverrides.NONE,
            null,
            null,
            MODELS,
            folder);
    double loops = 0;
    for (int round = 0; round < ROUNDS; round++) {
      JmhProcess.run(stage.command(run.jmh(), run.forks()), folder.resolve("jmh.log"));
      loops += loop(variant, run.forks()) / ROUNDS;
    }

    List<TrafficRecord> forks = TrafficRecord.readAll(run.forks(), variant);
    assertThat(forks).hasSize(ROUNDS);
    double traffic =
        forks.stream()
            .flatMap(fork -> fork.nanos().stream())
            .mapToLong(Long::longValue)
            .average()
            .orElseThrow();
    System.out.printf("%s: traffic over a plain loop %.4f%n", variant, traffic / loops);
    assertThat(traffic).isCloseTo(loops, withinPercentage(TOLERANCE_PERCENT));
  }

  private static double loop(String variant, Path forks) throws IOException, InterruptedException {
    Process loop =
        new ProcessBuilder(ChildJvm.command(Loop.class.getName(), variant, forks.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String nanos = new String(loop.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(loop.waitFor()).as(nanos).isZero();
    return Double.parseDouble(nanos);
  }

  /** Prints the mean time of a query in nanoseconds. */
  static final class Loop {
    private Loop() {}

    public static void main(String[] arguments) throws IOException {
      List<LabelledQuery> all = Datasets.sample().queries(Split.TEST);
      List<String> queries = new ArrayList<>();
      for (int position :
          TrafficRecord.readAll(Path.of(arguments[1]), arguments[0]).get(0).positions()) {
        queries.add(all.get(position).text());
      }
      ModelVariant variant = MODELS.variant(arguments[0]);
      SessionSettings settings = SessionSettings.of(THREADS, variant, SessionOverrides.NONE);
      try (Classifier classifier = Classifier.open(variant, settings)) {
        for (int i = queries.size() - 1; i >= 0; i -= 10) {
          classifier.classify(queries.get(i));
        }
        Collections.shuffle(queries, new Random(arguments[0].length()));
        int letters = 0;
        long start = System.nanoTime();
        for (String query : queries) {
          letters += classifier.classify(query).label().length();
        }
        double mean = (System.nanoTime() - start) / (double) queries.size();
        System.out.println(letters > 0 ? mean : Double.NaN);
      }
    }
  }
}
