package io.github.bertmark.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The same model file and query in other ways beside our own, call by call in turn, so that their
 * ratios are of calls within milliseconds of each other. The score is a round of all ways; the time
 * of each is a counter ({@link PeerTimes}).
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
public class PeerBenchmark {
  @Benchmark
  public PeerTimes call(PeerState peers, PeerTimes times) throws Exception {
    return peers.call(times);
  }
}
