package io.github.bertmark.scenario.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bertmark.InputException;
import io.github.bertmark.machine.Limits;
import io.github.bertmark.machine.Limits.ProductRate;
import io.github.bertmark.machine.Limits.ReadRate;
import io.github.bertmark.machine.Product;
import io.github.bertmark.merge.Merger;
import io.github.bertmark.raw.ForkRecord;
import io.github.bertmark.raw.GraphRecord;
import io.github.bertmark.raw.JmhFile;
import io.github.bertmark.raw.JmhFile.Setup;
import io.github.bertmark.raw.JmhResults;
import io.github.bertmark.run.Bound;
import io.github.bertmark.run.GraphReport;
import io.github.bertmark.run.GraphReport.Kernel;
import io.github.bertmark.run.Latency;
import io.github.bertmark.run.Peer;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.RunFiles;
import io.github.bertmark.run.RunFixture;
import io.github.bertmark.run.RunFixture.Variant;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.scenario.peers.PeerResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.annotations.Mode;

/** What the machine can do, what a model asks of it, and how far a call was from that. */
class LimitsTest {
  private static final Setup ROUND =
      Setup.singleShot("io.github.bertmark.jmh.PeerBenchmark.round", 3, 20);
  private static final Setup DJL =
      Setup.singleShot("io.github.bertmark.jmh.PeerBenchmark.djlRound", 3, 20);

  private static final String LIMITS = "io.github.bertmark.jmh.LimitBenchmark";
  private static final Product SHAPE = new Product("float32", 11, 768, 3072);
  private static final Limits MACHINE =
      new Limits(
          2,
          List.of(new ReadRate(16_000_000, 40), new ReadRate(128_000_000, 20)),
          List.of(
              new ProductRate(SHAPE, 0.5, 100),
              new ProductRate(new Product("float32", 1024, 1024, 1024), 10, 200),
              new ProductRate(new Product("int8", 1024, 1024, 1024), 5, 400)));

  @TempDir Path temporary;

  private static GraphReport graph(long bytes, Kernel... kernels) {
    return new GraphReport(
        11,
        Map.of("Attention", 12),
        Map.of("Attention", 12, "MatMul", 36),
        List.of(kernels),
        List.of(SHAPE),
        bytes,
        List.of(kernels).stream().mapToLong(Kernel::operations).sum(),
        9.5);
  }

  private static Kernel kernel(String operator, String dataType, long operations, double share) {
    return new Kernel(operator, 1, dataType, "CPUExecutionProvider", 0, operations, share);
  }

  private static Latency latency(double millis) {
    return Latency.of(List.of(List.of(millis, millis)));
  }

  @Test
  void theBoundIsTheLargerOfReadingAndComputing() {
    GraphReport memoryBound = graph(200_000_000, kernel("MatMul", "float32", 1_000_000_000, 1));
    Bound memory = Bounds.of(memoryBound, MACHINE, latency(15));
    assertThat(memory.memoryMillis()).isEqualTo(10, within(1e-9));
    assertThat(memory.computeMillis()).isEqualTo(5, within(1e-9));
    assertThat(memory.lowerBoundMillis()).isEqualTo(10, within(1e-9));
    assertThat(memory.measuredOverBound()).isEqualTo(1.5, within(1e-9));
    assertThat(memory.note()).isNull();

    GraphReport computeBound =
        graph(
            20_000_000,
            kernel("QAttention", "int8", 2_000_000_000, 0.7),
            kernel("QAttention, heads", "float32", 100_000_000, 0),
            kernel("LayerNormalization", "float32", 0, 0.2),
            kernel("BiasGelu", "float32", 0, 0.1));
    Bound compute = Bounds.of(computeBound, MACHINE, latency(22));
    // Each form at its own peak rate; 20 MB at the rate of an array of 16, which is no larger.
    assertThat(compute.computeMillis()).isEqualTo(5.5, within(1e-9));
    assertThat(compute.memoryMillis()).isEqualTo(0.5, within(1e-9));
    assertThat(compute.measuredOverBound()).isEqualTo(4, within(1e-9));
    assertThat(compute.note())
        .isEqualTo(
            "70 % of the time is in matrix products (QAttention 70 %), which at 11 tokens reach"
                + " 36 % of the peak rate; 30 % is in other operators (LayerNormalization 20 %,"
                + " BiasGelu 10 %).");
  }

  @Test
  void withoutAMeasuredRateWorkTakesNoTime() {
    assertThat(Bounds.of(null, MACHINE, latency(1))).isNull();
    assertThat(Bounds.of(graph(1, kernel("MatMul", "float32", 1, 1)), null, latency(1))).isNull();
    GraphReport tiny = graph(1_000, kernel("MatMul", "float16", 1_000, 1));
    assertThat(Bounds.of(tiny, MACHINE, latency(1))).isNull();
  }

  private RunFiles run() throws IOException {
    return RunFixture.ofReferenceVariants().quick().write(temporary.resolve("run"));
  }

  private void writeLimits(RunFiles folder, int threads) throws IOException {
    Setup setup = Setup.singleShot(LIMITS + ".read", 1, 5).in(Mode.AverageTime);
    Setup multiply = Setup.singleShot(LIMITS + ".multiply", 1, 5).in(Mode.AverageTime);
    String count = Integer.toString(threads);
    new JmhFile()
        .add(setup, Map.of("arrayMiB", "64", "readMiB", "256", "threads", count), 10, 1)
        .add(multiply, Map.of("product", "float32:1024x1024x1024", "threads", count), 12, 2)
        .write(folder.jmh("limits"));
  }

  private static GraphRecord record(Variant variant, int threads) {
    return new GraphRecord(
        variant.id(),
        variant.sha256(),
        "1.28.0",
        threads,
        RunFixture.QUERY,
        graph(340_000_000, kernel("MatMul", "float32", 1_870_000_000, 1)));
  }

  @Test
  void theMergeHoldsCallsAgainstTheMachine() throws IOException {
    RunFiles folder = run();
    writeLimits(folder, 2);
    record(RunFixture.BERT, 2).write(folder);
    RunDocument run = Merger.merge(folder, null);

    assertThat(run.limits().reads()).hasSize(1);
    ReadRate read = run.limits().reads().get(0);
    assertThat(read.arrayBytes()).isEqualTo(64L << 20);
    // 256 MiB in about 10 ms.
    assertThat(read.gigabytesPerSecond()).isBetween(24.0, 29.0);
    assertThat(run.limits().peakGigaOperationsPerSecond("float32").orElseThrow())
        .isBetween(165.0, 190.0);
    VariantResult bert = run.variants().get(0);
    assertThat(bert.graph().weightBytesRead()).isEqualTo(340_000_000);
    assertThat(bert.bound().lowerBoundMillis())
        .isEqualTo(340_000_000 / (read.gigabytesPerSecond() * 1e6), within(1e-9));
    assertThat(bert.bound().measuredOverBound())
        .isEqualTo(bert.latency().medianMillis() / bert.bound().lowerBoundMillis(), within(1e-9));
    assertThat(run.variants().get(1).graph()).isNull();
    assertThat(run.variants().get(1).bound()).isNull();
    run.write(folder.run());
    assertThat(RunDocument.read(folder.run())).isEqualTo(run);
  }

  private void assertRefused(RunFiles folder, Path file, String cause) {
    assertThatThrownBy(() -> Merger.merge(folder, null))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(cause)
        .hasMessageNotContaining("\n");
  }

  @Test
  void limitsOfOtherThreadsAreRefused() throws IOException {
    RunFiles folder = run();
    writeLimits(folder, 4);
    assertRefused(folder, folder.jmh("limits"), "is not of 2 threads");
  }

  @Test
  void aLimitThatIsNoneIsRefused() throws IOException {
    RunFiles folder = run();
    Setup setup = Setup.singleShot(LIMITS + ".read", 1, 5);
    new JmhFile()
        .add(setup, Map.of("arrayMiB", "64", "threads", "2"), 1, 1)
        .write(folder.jmh("limits"));
    assertRefused(folder, folder.jmh("limits"), "has no parameter readMiB");
  }

  @Test
  void aGraphOfAnotherModelIsRefused() throws IOException {
    RunFiles folder = run();
    record(RunFixture.BERT, 2).write(folder);
    Path file = folder.graph(RunFixture.BERT.id());
    Files.writeString(
        file, Files.readString(file).replace(RunFixture.BERT.sha256(), "0".repeat(64)));
    assertRefused(folder, file, "is of another model");
  }

  @Test
  void aGraphOfOtherThreadsIsRefused() throws IOException {
    RunFiles folder = run();
    record(RunFixture.BERT, 1).write(folder);
    assertRefused(folder, folder.graph(RunFixture.BERT.id()), "number of threads");
  }

  private static @Nullable List<Peer> peers(Path file, String variant) throws IOException {
    return PeerResults.of(file, JmhResults.read(file), variant);
  }

  @Test
  void peersAreComparedWithTheCallsBesideThem() throws IOException {
    Path file = temporary.resolve("peers.json");
    // Forks and calls vary, but the ways of one round alike.
    new JmhFile()
        .add(ROUND, "one", 10, 2, Map.of("classifyNanos", 1.01, "bareRunNanos", 1.0))
        .add(DJL, "one", 24, 3, Map.of("classifyNanos", 0.42, "djlNanos", 0.5))
        .add(DJL, "two", 24, 4, Map.of("classifyNanos", 0.25, "djlNanos", 0.5))
        .write(file);

    List<Peer> peers = peers(file, "one");

    assertThat(peers).extracting(Peer::name).containsExactly("bare-run", "djl-predictor");
    assertThat(peers.get(0).classifyOver()).isEqualTo(1.01, within(1e-9));
    assertThat(peers.get(0).latency().meanMillis()).isEqualTo(10.2, within(0.3));
    assertThat(peers.get(1).classifyOver()).isEqualTo(0.84, within(1e-6));
    assertThat(peers.get(1).latency().meanMillis()).isEqualTo(12.2, within(0.4));
    assertThat(peers(file, "two"))
        .singleElement()
        .satisfies(peer -> assertThat(peer.classifyOver()).isEqualTo(0.5, within(1e-6)));
    assertThat(peers(file, "three")).isNull();
  }

  @Test
  void aRoundWithoutTheTimesOfItsWaysIsRefused() throws IOException {
    Path file = temporary.resolve("peers.json");
    new JmhFile().add(ROUND, "one", 10, 2, Map.of("classifyNanos", 1.0)).write(file);

    assertThatThrownBy(() -> peers(file, "one"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("peers.json")
        .hasMessageContaining("bareRunNanos");
  }

  @Test
  void aPeerWithOtherThreadsIsRefused() throws IOException {
    RunFiles folder = run();
    new ForkRecord(
            RunFixture.BERT.id(),
            DJL.benchmark(),
            // The last by name, as the others begin with 1.
            9_999,
            RunFixture.BERT.sha256(),
            "1.28.0",
            4,
            1,
            null,
            RunFixture.QUERY,
            Map.of(),
            null,
            null,
            null)
        .write(folder.forks());
    assertRefused(folder, folder.forks(), "different threads");
  }

  @Test
  void aPeerWithoutARecordOfItsForksIsRefused() throws IOException {
    RunFiles folder = run();
    Setup classify = Setup.singleShot(Merger.CLASSIFY, 2, 3);
    Setup peer = Setup.singleShot(DJL.benchmark(), 2, 3);
    new JmhFile()
        .add(classify, "bert-baseline", 17, 1)
        .add(classify, "distilbert", 8, 2)
        .add(peer, "distilbert", 9, 3)
        .write(folder.jmh());
    assertRefused(folder, folder.forks(), "no record of the forks of");
  }
}
