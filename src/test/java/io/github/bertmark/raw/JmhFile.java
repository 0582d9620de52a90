package io.github.bertmark.raw;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.IterationResultMetaData;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.SampleTimeResult;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.results.SingleShotResult;
import org.openjdk.jmh.results.ThroughputResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.WorkloadParams;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.SampleBuffer;

/** A result file in JMH's own hand: seeded times, put into words by JMH's writer of JSON. */
public final class JmhFile {
  private final List<RunResult> results = new ArrayList<>();

  /** How one benchmark was run. */
  public record Setup(
      String benchmark,
      Mode mode,
      int forks,
      int warmups,
      int iterations,
      int threads,
      TimeUnit unit) {
    public static Setup singleShot(String benchmark, int forks, int iterations) {
      return new Setup(
          benchmark, Mode.SingleShotTime, forks, 10, iterations, 1, TimeUnit.MILLISECONDS);
    }

    public Setup in(TimeUnit other) {
      return new Setup(benchmark, mode, forks, warmups, iterations, threads, other);
    }

    public Setup in(Mode other) {
      return new Setup(benchmark, other, forks, warmups, iterations, threads, unit);
    }

    public Setup withThreads(int other) {
      return new Setup(benchmark, mode, forks, warmups, iterations, other, unit);
    }
  }

  /** Times around a mean: forks differ by some 1 %, calls within one by 2 % and rare outliers. */
  public JmhFile add(Setup setup, String variant, double meanMillis, long seed) {
    WorkloadParams params = new WorkloadParams();
    if (!variant.isEmpty()) {
      params.put("variant", variant, 0);
    }
    return add(setup, params, setup.forks(), meanMillis, seed);
  }

  /** As above, with parameters of any name. */
  public JmhFile add(Setup setup, Map<String, String> parameters, double meanMillis, long seed) {
    WorkloadParams params = new WorkloadParams();
    parameters.forEach((name, value) -> params.put(name, value, 0));
    return add(setup, params, setup.forks(), meanMillis, seed);
  }

  /** As above, with counters that are multiples of each iteration's time in ns. */
  public JmhFile add(
      Setup setup, String variant, double meanMillis, long seed, Map<String, Double> counters) {
    WorkloadParams params = new WorkloadParams();
    params.put("variant", variant, 0);
    return add(setup, params, setup.forks(), meanMillis, seed, counters);
  }

  /** As above, but only so many forks came back with times. */
  public JmhFile addFailed(Setup setup, String variant, int survivors) {
    WorkloadParams params = new WorkloadParams();
    params.put("variant", variant, 0);
    return add(setup, params, survivors, 10, 1);
  }

  private JmhFile add(
      Setup setup, WorkloadParams params, int survivors, double meanMillis, long seed) {
    return add(setup, params, survivors, meanMillis, seed, Map.of());
  }

  private JmhFile add(
      Setup setup,
      WorkloadParams params,
      int survivors,
      double meanMillis,
      long seed,
      Map<String, Double> counters) {
    BenchmarkParams benchmark = params(setup, params);
    Random random = new Random(seed);
    List<BenchmarkResult> forks = new ArrayList<>();
    for (int fork = 0; fork < survivors; fork++) {
      double forkMean = meanMillis * (1 + 0.01 * random.nextGaussian());
      List<IterationResult> iterations = new ArrayList<>();
      for (int i = 0; i < setup.iterations(); i++) {
        double outlier = random.nextInt(50) == 0 ? 1.3 : 1;
        long nanos =
            (long) (1e6 * forkMean * outlier * (1 + 0.02 * Math.abs(random.nextGaussian())));
        IterationResult iteration =
            new IterationResult(
                benchmark, benchmark.getMeasurement(), new IterationResultMetaData(1, 1));
        iteration.addResult(result(setup, nanos));
        counters.forEach(
            (name, factor) ->
                iteration.addResult(
                    new ScalarResult(name, factor * nanos, "#", AggregationPolicy.SUM)));
        iterations.add(iteration);
      }
      forks.add(new BenchmarkResult(benchmark, iterations));
    }
    results.add(new RunResult(benchmark, forks));
    return this;
  }

  public void write(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        PrintStream print = new PrintStream(out, false, StandardCharsets.UTF_8)) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, print).writeOut(results);
    }
  }

  public JmhFile reversed() {
    JmhFile reversed = new JmhFile();
    for (int i = results.size() - 1; i >= 0; i--) {
      reversed.results.add(results.get(i));
    }
    return reversed;
  }

  private static Result<?> result(Setup setup, long nanos) {
    return switch (setup.mode()) {
      case SampleTime -> {
        SampleBuffer buffer = new SampleBuffer();
        buffer.add(nanos);
        yield new SampleTimeResult(ResultRole.PRIMARY, "classify", buffer, setup.unit());
      }
      case Throughput ->
          new ThroughputResult(ResultRole.PRIMARY, "classify", 1, nanos, setup.unit());
      default -> new SingleShotResult(ResultRole.PRIMARY, "classify", nanos, setup.unit());
    };
  }

  private static BenchmarkParams params(Setup setup, WorkloadParams params) {
    return new BenchmarkParams(
        setup.benchmark(),
        setup.benchmark(),
        true,
        setup.threads(),
        new int[] {1},
        List.of(),
        setup.forks(),
        0,
        new IterationParams(IterationType.WARMUP, setup.warmups(), TimeValue.NONE, 1),
        new IterationParams(IterationType.MEASUREMENT, setup.iterations(), TimeValue.NONE, 1),
        setup.mode(),
        params,
        setup.unit(),
        1,
        "/opt/jdk/bin/java",
        List.of("-Xms1g", "-Dnote=a, b [c] {d}"),
        "17.0.15",
        "OpenJDK 64-Bit Server VM",
        "17.0.15+6",
        "1.37",
        TimeValue.minutes(10));
  }
}
