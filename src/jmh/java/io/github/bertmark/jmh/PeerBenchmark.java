package io.github.bertmark.jmh;

import ai.djl.translate.TranslateException;
import ai.onnxruntime.OrtException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The same model file and query in other ways, and where the time of a call goes. The classifier,
 * its stages and a bare {@code OrtSession.run} take turns in one session, so that their times are
 * of calls within milliseconds of each other: the score is a round of all, the time of each a
 * counter ({@link RoundTimes}).
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 10)
@Measurement(iterations = 40)
@Fork(
    value = 5,
    jvmArgsAppend = {
      "-Dai.djl.offline=true",
      "-DOPT_OUT_TRACKING=true",
      "--enable-native-access=ALL-UNNAMED"
    })
public class PeerBenchmark {
  @Benchmark
  public RoundTimes round(RoundState ways, RoundTimes times) throws OrtException {
    return ways.call(times);
  }

  /** DJL's {@code Predictor} and the classifier. Fewer rounds: each takes two long rests. */
  @Benchmark
  @Warmup(iterations = 3)
  @Measurement(iterations = 10)
  public DjlTimes djlRound(DjlState ways, DjlTimes times)
      throws TranslateException, InterruptedException {
    return ways.call(times);
  }
}
