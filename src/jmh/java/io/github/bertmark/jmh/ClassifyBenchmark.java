package io.github.bertmark.jmh;

import io.github.bertmark.classify.Classification;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The headline: one query from text to label, by the protocol of {@code time_pipeline} in "Natural
 * Language Processing with Transformers", 10 calls to warm up and 100 timed ones, in five JVMs.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 10)
@Measurement(iterations = 100)
@Fork(
    value = 5,
    jvmArgsAppend = {
      "-Dai.djl.offline=true",
      "-DOPT_OUT_TRACKING=true",
      "--enable-native-access=ALL-UNNAMED"
    })
public class ClassifyBenchmark {
  @Benchmark
  public Classification classify(VariantState variant, ForkLog log) {
    return log.answered(variant.classifier.classify(variant.query));
  }
}
