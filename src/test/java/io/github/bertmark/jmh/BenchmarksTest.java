package io.github.bertmark.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import com.sun.management.ThreadMXBean;
import io.github.bertmark.Digests;
import io.github.bertmark.InputException;
import io.github.bertmark.classify.Classification;
import io.github.bertmark.classify.tokens.BenchmarkQuery;
import io.github.bertmark.export.TinyModels;
import io.github.bertmark.jmh.fork.ForkSettings;
import io.github.bertmark.jmh.fork.Settling;
import io.github.bertmark.machine.ForkPace;
import io.github.bertmark.model.ModelFolder;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.model.SessionOverrides;
import io.github.bertmark.raw.ForkRecord;
import io.github.bertmark.run.SessionReport;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The methods that are timed, called as JMH calls them. */
class BenchmarksTest {
  @TempDir Path models;
  private final VariantState variant = new VariantState();
  private final ForkLog log = new ForkLog();
  private final StageState stages = new StageState();

  private void open(String architecture) throws IOException, OrtException {
    TinyModels.build(models, "tiny", architecture, TinyModels.LABELS);
    variant.variant = "tiny";
    variant.settings =
        new ForkSettings(
            ModelFolder.at(models), 1, SessionOverrides.NONE, BenchmarkQuery.TEXT, null);
    variant.open();
  }

  @AfterEach
  void close() throws IOException {
    if (stages.run != null) {
      stages.close();
    }
    if (variant.classifier != null) {
      variant.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bert", "distilbert"})
  void theyAllAnswerAsTheClassifier(String architecture) throws IOException, OrtException {
    open(architecture);
    stages.prepare(variant, log);
    UsedCaches caches = new UsedCaches();
    caches.runModel(stages);
    Classification answer = variant.classifier.classify(BenchmarkQuery.TEXT);
    StageBenchmark benchmark = new StageBenchmark();

    assertThat(new ClassifyBenchmark().classify(variant, log)).isEqualTo(answer);
    assertThat(benchmark.classify(stages)).isEqualTo(answer);
    assertThat(benchmark.label(stages, caches)).isEqualTo(answer);
    assertThat(variant.classifier.label(benchmark.infer(stages))).isEqualTo(answer);
    assertThat(benchmark.infer(stages))
        .isEqualTo(benchmark.bareRun(stages).getFloatBuffer().array());
    assertThat(benchmark.tokenise(stages, caches).tokenIds())
        .isEqualTo(variant.classifier.tokenize(BenchmarkQuery.TEXT).tokenIds());
  }

  @Test
  void aForkTellsWhatItRan() throws IOException, OrtException {
    open("bert");
    for (int call = 0; call < 3; call++) {
      new ClassifyBenchmark().classify(variant, log);
      log.count();
    }
    log.count();
    ModelVariant model = variant.classifier.variant();
    assertThat(log.record(variant, "the.Benchmark.method", null))
        .isEqualTo(
            new ForkRecord(
                "tiny",
                "the.Benchmark.method",
                ProcessHandle.current().pid(),
                Digests.sha256(model.modelFile()),
                "1.28.0",
                1,
                1,
                new SessionReport(1, 1, "all", true, true, false, true, Map.of()),
                BenchmarkQuery.TEXT,
                Map.of(variant.classifier.classify(BenchmarkQuery.TEXT).label(), 3L),
                Settling.TEXT,
                null,
                null));
  }

  @Test
  void thePaceIsThatOfTheSameWorkBeforeAndAfter() throws Exception {
    ForkPace pace = new PaceMeter(1).end();
    assertThat(pace.before().float32Micros() / pace.after().float32Micros()).isBetween(0.1, 10.0);
    // 32 MiB in no less than a hundredth of a millisecond: no loop was left out.
    assertThat(pace.before().memoryMicros()).isGreaterThan(10);
    assertThat(pace.startedAt()).isBefore(Instant.now());
  }

  @Test
  void aForkTellsWhatOneCallAllocates() throws IOException, OrtException, InterruptedException {
    open("bert");
    for (int call = 0; call < 10; call++) {
      variant.settle();
    }
    Long told = log.record(variant, "the.Benchmark.method", null).callAllocatedBytes();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long[] calls = new long[3];
    for (int i = 0; i < calls.length; i++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      variant.classifier.classify(BenchmarkQuery.TEXT);
      calls[i] = threads.getCurrentThreadAllocatedBytes() - before;
    }
    // The first one links the call itself.
    assertThat(told).isPositive().isEqualTo(calls[2]);
  }

  @Test
  void anUnknownVariantIsAnsweredWithThoseThereAre() throws IOException, OrtException {
    TinyModels.build(models, "tiny");
    TinyModels.build(models, "other");
    variant.variant = "nope";
    variant.settings =
        new ForkSettings(
            ModelFolder.at(models), 1, SessionOverrides.NONE, BenchmarkQuery.TEXT, null);
    assertThatThrownBy(variant::open)
        .isInstanceOf(InputException.class)
        .hasMessageContaining("nope")
        .hasMessageContaining("other, tiny");
  }

  @Test
  void theQueryMayComeFromAFile() throws IOException, OrtException {
    Path file = Files.writeString(models.resolve("query.txt"), "\"quoted\"\n\u6f22");
    assertThat(ForkSettings.from(Map.of("bertmark.queryFile", file.toString())::get).query())
        .isEqualTo("\"quoted\"\n\u6f22");
    assertThatThrownBy(() -> ForkSettings.from(Map.of("bertmark.queryFile", "nowhere")::get))
        .isInstanceOf(InputException.class);
  }

  @Test
  void settingsComeFromProperties() {
    int cores = Runtime.getRuntime().availableProcessors();
    assertThat(ForkSettings.from(Map.<String, String>of()::get))
        .isEqualTo(
            new ForkSettings(
                ModelFolder.at(Path.of("models")),
                cores,
                SessionOverrides.NONE,
                BenchmarkQuery.TEXT,
                null));
    Map<String, String> properties =
        Map.of(
            "bertmark.models", "m",
            "bertmark.threads", "3",
            "bertmark.session", "spinning=false",
            "bertmark.query", "which",
            "bertmark.forkRecords", "f");
    assertThat(ForkSettings.from(properties::get))
        .isEqualTo(
            new ForkSettings(
                ModelFolder.at(Path.of("m")),
                3,
                SessionOverrides.parse("spinning=false"),
                "which",
                Path.of("f")));
    for (String bad : List.of("0", "-1", "two", "")) {
      assertThatThrownBy(() -> ForkSettings.from(Map.of("bertmark.threads", bad)::get))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith("-Dbertmark.threads=" + bad + ": ");
    }
    assertThatThrownBy(() -> ForkSettings.from(Map.of("bertmark.session", "spin=false")::get))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("-Dbertmark.session=spin=false: there is no setting spin");
  }
}
