package io.github.bertmark.jmh;

import ai.onnxruntime.OrtException;
import java.nio.FloatBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How fast this machine is at all: what it reads from memory, and what ONNX Runtime's matrix
 * products reach when there is nothing else to do. The limits that latencies are held against.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class LimitBenchmark {
  @Benchmark
  public long read(ReadState memory) throws InterruptedException {
    return memory.read();
  }

  @Benchmark
  public FloatBuffer multiply(ProductState product) throws OrtException {
    return product.multiply();
  }
}
