package io.github.bertmark.checkpoint.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bertmark.InputException;
import io.github.bertmark.checkpoint.ElementType;
import io.github.bertmark.checkpoint.FloatTensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeightFilesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void readsWhatWasWritten(ElementType type) throws IOException {
    List<FloatTensor> tensors = tensors();
    TorchFiles.write(bin(), tensors, type, "matrix"::equals);
    try (WeightFiles files = WeightFiles.open(folder)) {
      assertHolds(files, tensors);
    }
    Safetensors.write(folder.resolve("model.safetensors"), tensors, type);
    try (WeightFiles files = WeightFiles.open(folder)) {
      assertThat(files.files()).containsExactly(folder.resolve("model.safetensors"));
      assertHolds(files, tensors);
    }
  }

  private static void assertHolds(WeightFiles files, List<FloatTensor> tensors) {
    assertThat(files.names()).containsExactlyInAnyOrder("matrix", "vector", "scalar");
    for (FloatTensor tensor : tensors) {
      FloatTensor read = files.find(tensor.name()).orElseThrow().values().get();
      assertThat(read.shape()).isEqualTo(tensor.shape());
      assertThat(read.toArray()).isEqualTo(tensor.toArray());
    }
  }

  private static List<FloatTensor> tensors() {
    return List.of(
        FloatTensor.of("matrix", List.of(2, 3), 1, -2, 3, -4, 5.5f, 6),
        FloatTensor.of("vector", List.of(2), -0.25f, 0),
        FloatTensor.of("scalar", List.of(), 7));
  }

  /** Each names what Python would call, by an opcode of its own. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cos~system~(X####touch %s~tR. | os.system",
        "cposix~system~(X####touch %s~tR. | posix.system",
        "cbuiltins~eval~(X####open('%s','w')~tR. | builtins.eval",
        "c__builtin__~bytearray~(X####%s~tR. | __builtin__.bytearray",
        "cbuiltins~SystemExit~)R. | builtins.SystemExit",
        "cexceptions~KeyError~)R. | exceptions.KeyError",
        "cdecimal~Decimal~(X####1~tR. | decimal.Decimal",
        "cmodel~MyClassifier~)R. | model.MyClassifier",
        "(ios~system~. | os.system",
        "(cos~system~X####touch %s~o. | os.system",
        "ctorch.storage~_load_from_bytes~(X####%s~tR. | torch.storage._load_from_bytes",
        "ctorch._utils~_rebuild_qtensor~)R. | torch._utils._rebuild_qtensor",
      })
  void aPickleThatNamesAnythingElseIsRefused(String program, String name) throws IOException {
    Path trace = folder.resolve("trace");
    TorchFiles.zip(bin(), pickle(program.formatted(trace)), Map.of());

    assertRefused(
        bin(),
        "is refused: its pickle names \"%s\", and only tensors are read; nothing was executed"
            .formatted(name));
    assertThat(trace).doesNotExist();
  }

  /** A name from the stack, as of protocol 4. */
  @Test
  void aNameFromTheStackIsRefused() throws IOException {
    ByteArrayOutputStream program = new ByteArrayOutputStream();
    program.writeBytes(pickle("X####os~X####system~"));
    program.write(0x93);
    program.writeBytes(pickle(")R."));
    TorchFiles.zip(bin(), program.toByteArray(), Map.of());

    assertRefused(bin(), "its pickle names \"os.system\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "(((((",
        "}.",
        "N.",
        "X####a~X####b~R.",
        "X####a~}b.",
        "ccollections~OrderedDict~(X####a~tR.",
        "ctorch~FloatStorage~)R.",
        "(X####storage~tQ.",
        "X~~~\u007f.",
        "L999999999999999999999999L~.",
        "ctorch._utils~_rebuild_tensor_v2~)R.",
      })
  void aMalformedPickleIsRefused(String program) throws IOException {
    TorchFiles.zip(bin(), pickle(program), Map.of());

    if (program.equals("}.")) {
      WeightFiles.open(folder).close();
    } else {
      assertRefused(bin(), "cannot be used: its pickle ");
    }
  }

  /** Text after X#### up to ~ gets its length; any other ~ is the end of a line. */
  private static byte[] pickle(String program) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int at = 0;
    while (at < program.length()) {
      if (program.startsWith("X####", at)) {
        int end = program.indexOf('~', at);
        byte[] text = program.substring(at + 5, end).getBytes(StandardCharsets.UTF_8);
        bytes.write('X');
        bytes.writeBytes(
            ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(text.length).array());
        bytes.writeBytes(text);
        at = end + 1;
      } else {
        bytes.write(program.charAt(at) == '~' ? '\n' : program.charAt(at));
        at++;
      }
    }
    return bytes.toByteArray();
  }

  /** Cut or altered anywhere, a file is refused or read as something, in no other way. */
  @Test
  void aDamagedFileIsRefused() throws IOException {
    TorchFiles.write(bin(), tensors(), ElementType.F32, name -> false);
    byte[] whole = Files.readAllBytes(bin());
    RandomGenerator random = new SplittableRandom(29);
    int refused = 0;
    long read = 0;
    for (int i = 0; i < 2000; i++) {
      byte[] damaged = whole.clone();
      for (int change = random.nextInt(1, 4); change > 0; change--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      if (i % 3 == 0) {
        damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
      }
      Files.write(bin(), damaged);
      try (WeightFiles files = WeightFiles.open(folder)) {
        for (String name : files.names()) {
          read += files.find(name).orElseThrow().values().get().elements();
        }
      } catch (InputException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(700);
    assertThat(read).isPositive();
  }

  @Test
  void otherFilesAreRefusedForWhatTheyAre() throws IOException {
    assertRefused(folder, "holds no weights: none of model.safetensors, model.safetensors.index");
    Files.writeString(bin(), "version https://git-lfs.github.com/spec/v1\noid sha256:1\n");
    assertRefused(bin(), "is a pointer of Git LFS, not the weights; run `git lfs pull` there");
    Files.write(bin(), new byte[] {(byte) 0x80, 2, (byte) 0x8a, 10, 'l'});
    assertRefused(bin(), "is truncated, no weights, or saved by PyTorch before 1.6; save the");
    Files.write(folder.resolve("model.safetensors"), new byte[4]);
    assertRefused(
        folder.resolve("model.safetensors"), "it is truncated or not a safetensors file; get it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | {} | has no weight_map",
        "'' | {\"weight_map\": {\"vector\": \"../x.bin\"}} | names \"../x.bin\" as a file of",
        "'' | {\"weight_map\": {\"vector\": 1}} | names \"1\" as a file of weights",
        "x.bin | {\"weight_map\": {\"vector\": \"x.bin\"}} | no such file, but the index names it",
        "y.bin | {\"weight_map\": {\"other\": \"y.bin\"}} | lacks \"other\"",
      })
  void anIndexThatDoesNotFitIsRefused(String subject, String index, String cause)
      throws IOException {
    TorchFiles.write(folder.resolve("y.bin"), tensors(), ElementType.F32, name -> false);
    Path file = folder.resolve("pytorch_model.bin.index.json");
    Files.writeString(file, index);

    assertRefused(subject.isEmpty() ? file : folder.resolve(subject), cause);
  }

  private void assertRefused(Path subject, String cause) {
    assertThatThrownBy(() -> WeightFiles.open(folder).close())
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(subject + ": ")
        .hasMessageContaining(cause)
        .hasMessageNotContaining("\n");
  }

  private Path bin() {
    return folder.resolve("pytorch_model.bin");
  }
}
