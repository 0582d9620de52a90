package io.github.bertmark.jmh;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.github.bertmark.classify.Classification;
import io.github.bertmark.classify.tokens.TokenizedQuery;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Where the time of {@link ClassifyBenchmark} goes, by its protocol: each stage apart, and the
 * whole beside its floor, a bare {@code OrtSession.run} on prepared tensors.
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
public class StageBenchmark {
  @Benchmark
  public TokenizedQuery tokenise(StageState stages, UsedCaches caches) {
    return stages.classifier.tokenize(stages.query);
  }

  @Benchmark
  public float[] infer(StageState stages) {
    return stages.classifier.infer(stages.tokens);
  }

  @Benchmark
  public Classification label(StageState stages, UsedCaches caches) {
    return stages.log.answered(stages.classifier.label(stages.logits));
  }

  @Benchmark
  public OnnxTensor bareRun(StageState stages) throws OrtException {
    return stages.run.run();
  }

  @Benchmark
  public Classification classify(StageState stages) {
    return stages.log.answered(stages.classifier.classify(stages.query));
  }
}
