package io.github.bertmark.jmh;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.github.bertmark.jmh.fork.ParentGuard;
import io.github.bertmark.machine.Product;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One matrix product in ONNX Runtime, its input and output in memory of their own. */
@State(Scope.Benchmark)
public class ProductState {
  /** Form and sizes, as in {@code float32:11x768x3072}; those of BERT's layers by default. */
  @Param({
    "float32:11x768x768",
    "float32:11x768x3072",
    "float32:11x3072x768",
    "float32:1024x1024x1024",
    "int8:11x768x3072",
    "int8:1024x1024x1024",
    "int4-b32:11x768x3072",
    "int4-b32:1024x1024x1024"
  })
  String product;

  @Param("1")
  int threads;

  private OrtSession.SessionOptions options;
  private OrtSession session;
  private Map<String, OnnxTensor> input;
  private Map<String, OnnxTensor> output;
  private FloatBuffer result;

  @Setup
  public void open() throws OrtException {
    ParentGuard.ofFork();
    Product parsed = Product.parse(product);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(threads);
    options.setInterOpNumThreads(1);
    options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
    session = environment.createSession(ProductModel.of(parsed), options);
    FloatBuffer x = floats(parsed.rows() * parsed.inner());
    for (int i = 0; i < x.capacity(); i++) {
      // Between -1 and 1, and not all alike: activations after a normalisation.
      x.put(i, (i * 37 % 201 - 100) / 100f);
    }
    result = floats(parsed.rows() * parsed.columns());
    input =
        Map.of(
            "x",
            OnnxTensor.createTensor(environment, x, new long[] {parsed.rows(), parsed.inner()}));
    output =
        Map.of(
            "y",
            OnnxTensor.createTensor(
                environment, result, new long[] {parsed.rows(), parsed.columns()}));
  }

  FloatBuffer multiply() throws OrtException {
    session.run(input, output).close();
    return result;
  }

  private static FloatBuffer floats(int size) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(size, Float.BYTES))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  @TearDown
  public void close() throws OrtException {
    input.values().forEach(OnnxTensor::close);
    output.values().forEach(OnnxTensor::close);
    session.close();
    options.close();
  }
}
