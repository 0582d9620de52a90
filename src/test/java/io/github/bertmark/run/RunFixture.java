package io.github.bertmark.run;

import io.github.bertmark.evaluate.Answers;
import io.github.bertmark.evaluate.Evaluation;
import io.github.bertmark.evaluate.Metrics;
import io.github.bertmark.machine.Environment;
import io.github.bertmark.machine.ForkPace;
import io.github.bertmark.machine.Processor;
import io.github.bertmark.merge.Merger;
import io.github.bertmark.predictions.Prediction;
import io.github.bertmark.predictions.Predictions;
import io.github.bertmark.raw.ForkRecord;
import io.github.bertmark.raw.JmhFile;
import io.github.bertmark.raw.JmhFile.Setup;
import io.github.bertmark.raw.Provenance;
import io.github.bertmark.raw.Provenance.RequestedVariant;
import io.github.bertmark.raw.TrafficRecord;
import io.github.bertmark.scenario.stages.StageResults;
import io.github.bertmark.scenario.traffic.TrafficSample;
import io.github.bertmark.scenario.traffic.TrafficScenario;
import io.github.bertmark.statistics.ConfidenceIntervals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A run's folder as benchmarks and evaluation leave it, with seeded numbers; what a test spoils in
 * it is spoilt afterwards.
 */
public final class RunFixture {
  public static final String QUERY = "What is the pin number for my account?";
  public static final String CLASSIFY_CLASS = "io.github.bertmark.jmh.ClassifyBenchmark";

  /** A round of calls, as multiples of a whole call. */
  private static final Map<String, Double> ROUND =
      Map.of(
          "classifyNanos",
          1.0,
          "tokeniseNanos",
          0.005,
          "inferNanos",
          0.994,
          "labelNanos",
          0.0003,
          "bareRunNanos",
          0.99);

  private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

  /** One variant's true numbers. */
  public record Variant(
      String id, String displayName, double meanMillis, int correct, long modelBytes) {
    public String sha256() {
      return "%064x".formatted(Math.abs((long) id.hashCode()) + 1);
    }
  }

  public static final Variant BERT =
      new Variant("bert-baseline", "BERT baseline", 17.1, 4_890, 438_472_000);
  public static final Variant DISTILBERT =
      new Variant("distilbert", "DistilBERT", 8.6, 4_841, 268_321_000);

  private int forks = 5;
  private int iterations = 100;
  private int queries = 5_500;
  private boolean traffic;
  private boolean stages;
  private boolean sample;
  private long noise = 1;
  private @Nullable Double pace = 1.0;
  private double paceJitter;
  private final Map<String, Variant> variants = new LinkedHashMap<>();

  /** The two reference variants. */
  public static RunFixture ofReferenceVariants() {
    return of(BERT, DISTILBERT);
  }

  public static RunFixture of(Variant... variants) {
    RunFixture fixture = new RunFixture();
    for (Variant variant : variants) {
      fixture.variants.put(variant.id(), variant);
    }
    return fixture;
  }

  /** Small, for tests that do not look at the numbers. */
  public RunFixture quick() {
    forks = 2;
    iterations = 3;
    return this;
  }

  public RunFixture withForks(int count) {
    forks = count;
    return this;
  }

  public RunFixture withIterations(int count) {
    iterations = count;
    return this;
  }

  /** Other noise in the times. */
  public RunFixture withSeed(long other) {
    noise = other;
    return this;
  }

  /**
   * Another pace of the machine.
   *
   * @param factor times of the same work; null if forks do not tell
   * @param jitter by how much it varies from fork to fork
   */
  public RunFixture withPace(@Nullable Double factor, double jitter) {
    pace = factor;
    paceJitter = jitter;
    return this;
  }

  public RunFixture withStages() {
    stages = true;
    return this;
  }

  /** The data set's own queries: a time that grows with their tokens, and noise. */
  public RunFixture withTraffic() {
    traffic = true;
    return this;
  }

  public RunFixture onBuiltInSample() {
    sample = true;
    return this;
  }

  /** Writes everything that a merge reads. */
  public RunFiles write(Path path) throws IOException {
    Files.createDirectories(path);
    RunFiles folder = new RunFiles(path);
    provenance().write(folder);
    jmh().write(folder.jmh());
    for (Variant variant : variants.values()) {
      writeForkRecords(folder, variant);
      evaluation(variant).write(folder.path());
      Predictions.write(folder.predictions(variant.id()), answers(variant));
    }
    return folder;
  }

  /** The document that a merge of the folder gives. */
  public RunDocument document(Path path) throws IOException {
    return Merger.merge(write(path), null);
  }

  public Provenance provenance() {
    List<RequestedVariant> requested =
        variants.values().stream()
            .map(variant -> new RequestedVariant(variant.id(), variant.displayName(), null, null))
            .toList();
    Environment environment =
        new Environment(
            "Example CPU 9000",
            "Example",
            "amd64",
            List.of("avx2", "fma"),
            4,
            8,
            8,
            null,
            32L << 30,
            null,
            new Processor("25", "17", "1", "0xa1", 2_500_000_000L, List.of(32L << 10), true),
            "Debian GNU/Linux 12",
            "6.1.0");
    return new Provenance(
        "20260131T120000Z",
        START,
        "0.1.0",
        "0123456789abcdef0123456789abcdef01234567",
        "mvn verify -Pjmh",
        requested,
        null,
        null,
        null,
        environment);
  }

  public JmhFile jmh() {
    JmhFile file = new JmhFile();
    long seed = 1 + 1_000 * (noise - 1);
    for (Variant variant : variants.values()) {
      Setup setup = Setup.singleShot(Merger.CLASSIFY, forks, iterations);
      file.add(setup, variant.id(), variant.meanMillis(), seed++);
      if (stages) {
        Setup rounds = Setup.singleShot(StageResults.ROUND, forks, iterations);
        file.add(rounds, variant.id(), variant.meanMillis(), seed++, ROUND);
      }
      if (traffic) {
        Setup pass = Setup.singleShot(TrafficScenario.BENCHMARK, forks, 1);
        file.add(pass, variant.id(), 500 * variant.meanMillis(), seed++);
      }
    }
    return file;
  }

  /** Writes other answers of a variant, and the evaluation that they amount to. */
  public void answered(RunFiles folder, Variant variant, List<Prediction> answers)
      throws IOException {
    evaluation(variant, answers, Answers.of(answers, "oos", 3)).write(folder.path());
    Predictions.write(folder.predictions(variant.id()), answers);
  }

  public Evaluation evaluation(Variant variant) {
    return evaluation(variant, answers(variant), null);
  }

  private Evaluation evaluation(
      Variant variant, List<Prediction> answers, @Nullable Answers facts) {
    Metrics metrics = Metrics.of(answers, "oos");
    int right = metrics.correct();
    return new Evaluation(
        variant.id(),
        variant.sha256(),
        variant.modelBytes(),
        new Evaluation.EvaluatedDataset(
            sample ? "built-in sample" : "CLINC150 plus",
            "5".repeat(64),
            sample,
            "test",
            queries,
            null),
        "1.28.0",
        1,
        2,
        right,
        (double) right / queries,
        metrics.inScopeAccuracy(),
        metrics.outOfScopeRecall(),
        metrics.macroF1(),
        ConfidenceIntervals.ofProportion(right, queries, 0.95),
        facts,
        null,
        null,
        new Evaluation.Answer(QUERY, "pin_change", 0.93),
        START.plusSeconds(300),
        95.5);
  }

  public ForkRecord forkRecord(
      Variant variant, String benchmark, long pid, Map<String, Long> labels) {
    return new ForkRecord(
        variant.id(),
        benchmark,
        pid,
        variant.sha256(),
        "1.28.0",
        2,
        1,
        null,
        QUERY,
        labels,
        "a rest",
        null,
        pace(pid));
  }

  private @Nullable ForkPace pace(long pid) {
    if (pace == null) {
      return null;
    }
    double factor = pace * (1 + paceJitter * (pid % 3 - 1));
    ForkPace.Sample sample = new ForkPace.Sample(150 * factor, 70 * factor, 2500 * factor);
    return new ForkPace(START.plusSeconds(pid), sample, sample, null);
  }

  private void writeForkRecords(RunFiles folder, Variant variant) throws IOException {
    Map<String, Long> labels = Map.of("pin_change", 10L + iterations);
    long pid = 1000;
    for (int fork = 0; fork < forks; fork++) {
      forkRecord(variant, CLASSIFY_CLASS, pid++, labels).write(folder.forks());
      if (stages) {
        forkRecord(variant, StageResults.ROUND, pid++, labels).write(folder.forks());
      }
      if (traffic) {
        forkRecord(variant, TrafficScenario.BENCHMARK, pid++, Map.of()).write(folder.forks());
        trafficRecord(variant, fork).write(folder.forks(), variant.id());
      }
    }
  }

  private TrafficRecord trafficRecord(Variant variant, int fork) {
    List<Integer> positions = IntStream.range(0, 500).boxed().toList();
    List<Integer> tokens = positions.stream().map(i -> 4 + i / 20).toList();
    Random random = new Random(noise + fork);
    List<Long> nanos =
        tokens.stream()
            .map(n -> variant.meanMillis() * (0.45 + 0.05 * n) * (1 + 0.1 * random.nextDouble()))
            .map(millis -> Math.round(1e6 * millis))
            .toList();
    Map<Integer, Integer> lengths = TrafficSample.lengths(tokens);
    lengths.replaceAll((length, count) -> 11 * count);
    return new TrafficRecord(
        variant.sha256(),
        11,
        lengths,
        positions,
        tokens,
        positions.stream().map(i -> "pin_change").toList(),
        nanos);
  }

  /** The first tenth is out of scope; what is right comes first. */
  private List<Prediction> answers(Variant variant) {
    List<Prediction> answers = new ArrayList<>();
    for (int i = 0; i < queries; i++) {
      String expected = i < queries / 10 ? "oos" : "balance";
      String other = i < queries / 10 ? "balance" : "oos";
      answers.add(new Prediction(i, expected, i < correct(variant) ? expected : other, 0.9f));
    }
    return answers;
  }

  private int correct(Variant variant) {
    return Math.min(queries, variant.correct());
  }
}
