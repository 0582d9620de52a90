package io.github.bertmark.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import io.github.bertmark.InputException;
import io.github.bertmark.machine.Product;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits are of real work. */
class LimitBenchmarkTest {
  @Test
  void theArrayIsReadAsOftenAsAsked() throws InterruptedException {
    ReadState once = read(1);
    ReadState thrice = read(3);
    long sum = once.read();
    assertThat(sum).isPositive();
    assertThat(thrice.read()).isEqualTo(3 * sum);
    once.close();
    thrice.close();
  }

  private static ReadState read(int mebibytes) throws InterruptedException {
    ReadState state = new ReadState();
    state.arrayMiB = 1;
    state.readMiB = mebibytes;
    state.threads = 2;
    state.allocate();
    return state;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"float32:3x64x32", "int8:3x64x32", "int4-b32:3x64x32", "int8-b32:3x64x32"})
  void productsOfEveryFormRun(String product) throws OrtException {
    ProductState state = new ProductState();
    state.product = product;
    state.threads = 1;
    state.open();
    FloatBuffer result = state.multiply();
    float[] values = new float[result.capacity()];
    result.get(0, values);
    state.close();

    assertThat(values).hasSize(3 * 32);
    assertThat(values).doesNotContain(Float.NaN);
    // Activations and weights differ, so no two results are alike.
    assertThat(values).doesNotHaveDuplicates();
  }

  @Test
  void anUnknownFormIsRefused() {
    assertThatThrownBy(() -> ProductModel.of(new Product("float8", 1, 1, 1)))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("float8:1x1x1: ");
    assertThatThrownBy(() -> Product.parse("float32:0x1x1")).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> Product.parse("float32")).isInstanceOf(InputException.class);
    assertThat(Product.parse("int4-b32:11x768x3072"))
        .isEqualTo(new Product("int4-b32", 11, 768, 3072));
  }
}
