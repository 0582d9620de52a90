package io.github.bertmark.checkpoint.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bertmark.InputException;
import io.github.bertmark.checkpoint.ElementType;
import io.github.bertmark.checkpoint.FloatTensor;
import io.github.bertmark.checkpoint.weights.Safetensors;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LowRankAdapterTest {
  private static final String QUERY = "bert.encoder.layer.0.attention.self.query";
  private static final AdapterConfig CONFIG =
      new AdapterConfig("g:a:1", 2, 4, 0.1, List.of("query"), List.of("classifier"));

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void survivesTheRoundTrip(ElementType type) throws IOException {
    LowRankAdapter adapter = adapter(11);

    adapter.write(folder, type);
    LowRankAdapter read = LowRankAdapter.read(folder);

    assertThat(read.config()).isEqualTo(CONFIG);
    assertThat(read.names()).isEqualTo(adapter.names());
    for (String name : read.names()) {
      FloatTensor before = adapter.tensor(name).orElseThrow();
      FloatTensor after = read.tensor(name).orElseThrow();
      assertThat(after.shape()).isEqualTo(before.shape());
      // The significant bits that each type keeps, one of them unwritten.
      int bits = type == ElementType.BF16 ? 8 : type == ElementType.F16 ? 11 : 24;
      float[] expected = before.toArray();
      for (int i = 0; i < expected.length; i++) {
        double tolerance = Math.scalb(Math.abs(expected[i]), -bits);
        assertThat((double) after.toArray()[i]).isCloseTo(expected[i], within(tolerance + 1e-12));
      }
    }
  }

  @Test
  void theSameAdapterGivesTheSameBytes() throws IOException {
    adapter(5).write(folder, ElementType.F16);
    byte[] first = Files.readAllBytes(weights());
    adapter(5).write(folder, ElementType.F16);

    assertThat(Files.readAllBytes(weights())).isEqualTo(first);
  }

  /** Against the layout that the format's documentation gives. */
  @Test
  void readsAFileWrittenByHand() throws IOException {
    String header =
        "{\"b\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[4,8]},"
            + "\"__metadata__\":{\"format\":\"pt\"},"
            + "\"a\":{\"dtype\":\"F32\",\"shape\":[1,1],\"data_offsets\":[0,4]}}";
    ByteBuffer bytes = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(header.length()).put(header.getBytes(StandardCharsets.UTF_8));
    bytes.putFloat(1.5f).putShort((short) 0x3c00).putShort((short) 0xc000);
    Files.write(weights(), Arrays.copyOf(bytes.array(), bytes.position()));

    var tensors = Safetensors.read(weights());

    assertThat(tensors.keySet()).containsExactly("a", "b");
    assertThat(tensors.get("a").shape()).containsExactly(1, 1);
    assertThat(tensors.get("a").toArray()).containsExactly(1.5f);
    assertThat(tensors.get("b").toArray()).containsExactly(1, -2);
  }

  @Test
  void theUpdateIsTheScaledProductOfTheFactors() {
    LowRankAdapter adapter = adapter(3);
    LowRankUpdate update = adapter.update(QUERY).orElseThrow();
    float[] a = adapter.tensor(QUERY + ".lora_A.weight").orElseThrow().toArray();
    float[] b = adapter.tensor(QUERY + ".lora_B.weight").orElseThrow().toArray();
    float[] weight = new float[3 * 5];
    Arrays.fill(weight, 1);

    update.addTo(weight);

    assertThat(update.shape()).containsExactly(3, 5);
    for (int i = 0; i < 3; i++) {
      for (int o = 0; o < 5; o++) {
        double expected =
            1 + 4.0 / 2 * ((double) b[o * 2] * a[i] + (double) b[o * 2 + 1] * a[3 + i]);
        assertThat((double) weight[i * 5 + o]).isCloseTo(expected, within(1e-5));
      }
    }
    assertThat(adapter.update("bert.encoder.layer.0.attention.self.key")).isEmpty();
  }

  @Test
  void valuesBeyondHalfPrecisionAreNotWritten() throws IOException {
    adapter(1).write(folder, ElementType.F16);
    byte[] before = Files.readAllBytes(weights());
    LowRankAdapter huge =
        new LowRankAdapter(CONFIG, List.of(FloatTensor.of("classifier.bias", List.of(1), 70_000)));

    assertThatThrownBy(() -> huge.write(folder, ElementType.F16))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("base_model.model.classifier.bias holds 70000.0 as F16");
    assertThat(Files.readAllBytes(weights())).isEqualTo(before);
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"adapter_config.json", "adapter_model.safetensors"})
  void aMissingFileIsNamed(String name) throws IOException {
    adapter(1).write(folder, ElementType.F16);
    Files.delete(folder.resolve(name));

    assertThat(LowRankAdapter.isIn(folder)).isTrue();
    assertRefused(name, "no such file");
  }

  @ParameterizedTest
  @CsvSource({
    "adapter_config.json, 0.1, 0.2",
    "adapter_config.json, 4, 5",
    "adapter.sha256, 'a', 'A'"
  })
  void anAlteredFileIsTold(String name, String from, String to) throws IOException {
    adapter(1).write(folder, ElementType.F16);
    Path file = folder.resolve(name);
    Files.writeString(file, Files.readString(file).replace(from, to));

    assertRefused("adapter_config.json", "was altered: its SHA-256 is ");
  }

  @Test
  void aBitFlippedInTheWeightsIsTold() throws IOException {
    adapter(1).write(folder, ElementType.F16);
    byte[] bytes = Files.readAllBytes(weights());
    bytes[bytes.length - 2] ^= 1;
    Files.write(weights(), bytes);

    assertRefused("adapter_model.safetensors", "was altered: its SHA-256 is ");
    Files.delete(folder.resolve("adapter.sha256"));
    assertThat(LowRankAdapter.read(folder).names()).isNotEmpty();
  }

  @Test
  void theAdaptersHereHaveDigests() throws IOException {
    for (String id : List.of("bert-baseline", "distilbert", "distilbert-3l")) {
      Path models = Path.of("models").resolve(id);
      assertThat(models.resolve("adapter.sha256")).exists();
      assertThat(LowRankAdapter.read(models).names()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.NEGATIVE_INFINITY})
  void valuesThatAreNoNumbersAreRefused(float value) throws IOException {
    adapter(1).write(folder, ElementType.F32);
    byte[] bytes = Files.readAllBytes(weights());
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(bytes.length - 4, value);
    Files.write(weights(), bytes);

    assertRefused("adapter_model.safetensors", "holds values that are no finite numbers");
  }

  /** Sparse: it takes no space on the disk. */
  @Test
  void aFileBeyondTwoGibibytesIsRefused() throws IOException {
    adapter(1).write(folder, ElementType.F32);
    long values = 6L << 30;
    String header =
        "{\"base_model.model.a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,%d]}}"
            .formatted(values);
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES + header.length()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(header.length()).put(header.getBytes(StandardCharsets.UTF_8));
    Files.write(weights(), bytes.array());
    try (RandomAccessFile file = new RandomAccessFile(weights().toFile(), "rw")) {
      file.setLength(bytes.capacity() + values);
    }

    assertRefused("adapter_model.safetensors", "it is too large for this JVM's memory");
  }

  @Test
  void anEmptyFolderHoldsNoAdapter() {
    assertThat(LowRankAdapter.isIn(folder)).isFalse();
  }

  @Test
  void aTruncatedFileIsRefused() throws IOException {
    adapter(1).write(folder, ElementType.F16);
    byte[] bytes = Files.readAllBytes(weights());
    for (int length = 0; length < bytes.length; length += 29) {
      Files.write(weights(), Arrays.copyOf(bytes, length));
      assertRefused("adapter_model.safetensors", "");
    }
    Files.write(weights(), Arrays.copyOf(bytes, bytes.length + 1));
    assertRefused("adapter_model.safetensors", "there are bytes behind the last tensor");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "F16            | I64            | is of type \"I64\", not one of [F32, F16, BF16, F64]",
        "dtype          | type           | type",
        "base_model.mod | base_modes.mod | is not a tensor of PEFT",
        "lora_A         | lora_C         | has one low-rank factor only",
        "\"shape\": [ 5, 2 ] | \"shape\": [ 2, 5 ] | are no factors of one matrix",
        "\"shape\": [ 5, 2 ] | \"shape\": [ 5, 3 ] | bytes do not hold float32",
        "\"shape\": [ 5, 2 ] | \"shape\": [-5,-2 ] | bytes do not hold float32",
        "\"data_offsets\": [ 0, | \"data_offsets\": [ 1, | does not begin where another ends",
      })
  void anIllFittingHeaderIsRefused(String from, String to, String cause) throws IOException {
    adapter(1).write(folder, ElementType.F16);
    String text = Files.readString(weights(), StandardCharsets.ISO_8859_1);
    assertThat(text).contains(from);
    String changed = text.replaceFirst(Pattern.quote(from), to);
    ByteBuffer bytes =
        ByteBuffer.wrap(changed.getBytes(StandardCharsets.ISO_8859_1))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(0, bytes.getLong(0) + changed.length() - text.length());
    Files.write(weights(), bytes.array());

    assertRefused("adapter_model.safetensors", cause);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"LORA\"                 | \"IA3\"                | is not a LORA adapter",
        "\"none\"                 | \"all\"                | is not a LORA adapter",
        "\"r\": 2                 | \"r\": 0               | r and lora_alpha must be positive",
        "\"lora_alpha\": 4        | \"lora_alpha\": 1e999   | lora_alpha / r must be at most 1000",
        "\"lora_alpha\": 4        | \"lora_alpha\": 2001    | lora_alpha / r must be at most 1000",
        "\"lora_alpha\": 4        | \"lora_alpha\": -1e999  | r and lora_alpha must be positive",
        "\"lora_dropout\": 0.1    | \"lora_dropout\": 1e999 | lora_dropout must be from 0 to 1",
        "\"r\": 2                 | \"r\": 3               | is not of rank 3",
        "\"r\": 2                 | \"rr\": 2              | r and lora_alpha must be numbers",
        "\"use_dora\": false      | \"use_dora\": true     | use_dora is not supported",
        "\"r\": 2                 | \"r\": 2,\"rank_pattern\":{\"q\":1} | rank_pattern is not"
            + " supported",
        "\"inference_mode\": true | \"init_lora_weights\": \"pissa\" | init_lora_weights"
            + " \"pissa\" is not supported",
        "\"r\": 2                 | \"r\" 2                | is not valid JSON (line",
      })
  void anUnsupportedConfigurationIsRefused(String from, String to, String cause)
      throws IOException {
    adapter(1).write(folder, ElementType.F16);
    Path config = folder.resolve("adapter_config.json");
    String text = Files.readString(config);
    assertThat(text).contains(from);
    Files.writeString(config, text.replace(from, to));

    assertRefused("", cause);
  }

  private void assertRefused(String file, String cause) {
    assertThatThrownBy(() -> LowRankAdapter.read(folder))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(folder.resolve(file).toString())
        .hasMessageContaining(cause)
        .hasMessageNotContaining("\n");
  }

  private Path weights() {
    return folder.resolve("adapter_model.safetensors");
  }

  private static LowRankAdapter adapter(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    return new LowRankAdapter(
        CONFIG,
        List.of(
            gaussian(random, QUERY + ".lora_A.weight", 2, 3),
            gaussian(random, QUERY + ".lora_B.weight", 5, 2),
            gaussian(random, "classifier.weight", 4, 3),
            gaussian(random, "classifier.bias", 4)));
  }

  private static FloatTensor gaussian(RandomGenerator random, String name, Integer... shape) {
    int size = Arrays.stream(shape).reduce(1, (x, y) -> x * y);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return FloatTensor.of(name, List.of(shape), values);
  }
}
