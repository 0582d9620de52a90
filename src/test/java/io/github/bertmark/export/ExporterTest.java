package io.github.bertmark.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OnnxModelMetadata;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.bertmark.Digests;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.LeftOut;
import io.github.bertmark.Progress;
import io.github.bertmark.Tmpfs;
import io.github.bertmark.checkpoint.ElementType;
import io.github.bertmark.checkpoint.FloatTensor;
import io.github.bertmark.checkpoint.adapter.AdapterConfig;
import io.github.bertmark.checkpoint.adapter.LowRankAdapter;
import io.github.bertmark.export.Exporter.Outcome;
import io.github.bertmark.model.ModelVariant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExporterTest {
  private static final List<String> LABELS = List.of("no", "oos", "yes");

  @TempDir Path models;
  private Path folder;
  private final TinyBases bases = new TinyBases();
  private final Exporter exporter = new Exporter(bases, Progress.NONE);

  @BeforeEach
  void makeVariant() throws IOException {
    folder = Files.createDirectories(models.resolve("tiny"));
    describe("bert", List.of(0, 1), "float32", LABELS, 64);
    adapter(3, 1).write(folder, ElementType.F16);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bert", "distilbert", "sentence-bert"})
  void theSameInputsGiveTheSameBytes(String architecture) throws IOException {
    describe(architecture, List.of(0, 1), "float32", LABELS, 64);
    adapter(architecture, 3, 1).write(folder, ElementType.F16);
    assertThat(exporter.prepare(variant())).isEqualTo(Outcome.BUILT);
    String model = Digests.sha256(variant().modelFile());
    String tokenizer = Digests.sha256(variant().tokenizerFile());
    for (String name : List.of("model.onnx", "model.onnx.json", "tokenizer.json")) {
      Files.delete(folder.resolve(name));
    }

    assertThat(exporter.prepare(variant())).isEqualTo(Outcome.BUILT);

    assertThat(Digests.sha256(variant().modelFile())).isEqualTo(model);
    assertThat(Digests.sha256(variant().tokenizerFile())).isEqualTo(tokenizer);
  }

  @Test
  void whatIsUpToDateIsNotBuiltAgain() throws IOException {
    exporter.prepare(variant());
    var built = Files.getLastModifiedTime(variant().modelFile());
    int opened = bases.opened;

    assertThat(exporter.prepare(variant())).isEqualTo(Outcome.UP_TO_DATE);

    assertThat(Files.getLastModifiedTime(variant().modelFile())).isEqualTo(built);
    assertThat(bases.opened).as("weights looked at").isEqualTo(opened);
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.onnx", "tokenizer.json", "model.onnx.json"})
  void aLostOrChangedFileIsBuiltAgain(String name) throws IOException {
    exporter.prepare(variant());
    Path file = folder.resolve(name);
    byte[] built = Files.readAllBytes(file);
    byte[] flipped = built.clone();
    flipped[built.length / 2] ^= 1;
    byte[] truncated = Arrays.copyOf(built, built.length / 2);
    for (byte[] content : new byte[][] {flipped, truncated, {}, null}) {
      Files.delete(file);
      if (content != null) {
        Files.write(file, content);
      }

      assertThat(exporter.prepare(variant())).isEqualTo(Outcome.BUILT);
      assertThat(Files.readAllBytes(file)).isEqualTo(built);
    }
  }

  @Test
  void changedInputsAreBuiltAnew() throws IOException {
    exporter.prepare(variant());
    adapter(3, 2).write(folder, ElementType.F16);
    assertThat(exporter.prepare(variant())).as("another adapter").isEqualTo(Outcome.BUILT);
    describe("bert", List.of(1, 0), "float32", LABELS, 64);
    assertThat(exporter.prepare(variant())).as("other layers").isEqualTo(Outcome.BUILT);
    describe("bert", List.of(1, 0), "float32", List.of("no", "oos", "sure"), 64);
    assertThat(exporter.prepare(variant())).as("other labels").isEqualTo(Outcome.BUILT);
    bases.sha256 = "another";
    assertThat(exporter.prepare(variant())).as("another base").isEqualTo(Outcome.BUILT);
    assertThat(exporter.prepare(variant())).isEqualTo(Outcome.UP_TO_DATE);
  }

  @Test
  void theFileTellsWhereItComesFrom() throws IOException, OrtException {
    exporter.prepare(variant());

    try (OrtSession session =
        OrtEnvironment.getEnvironment().createSession(variant().modelFile().toString())) {
      OnnxModelMetadata metadata = session.getMetadata();
      assertThat(metadata.getProducerName()).isEqualTo("bertmark");
      assertThat(metadata.getCustomMetadata())
          .containsEntry("architecture", "bert")
          .containsEntry("base", "tiny:base:1")
          .containsEntry("base.layers", "[0, 1]")
          .containsEntry("base.sha256", "0".repeat(64));
      assertThat(session.getInputNames())
          .containsExactly("input_ids", "attention_mask", "token_type_ids");
      assertThat(session.getOutputNames()).containsExactly("logits");
    }
  }

  @Test
  void aReadyMadeModelIsNotTouched() throws IOException {
    ModelVariant ready = TinyModels.build(models, "ready");
    String before = Digests.sha256(ready.modelFile());

    assertThat(exporter.prepare(ready)).isEqualTo(Outcome.READY_MADE);

    assertThat(Digests.sha256(ready.modelFile())).isEqualTo(before);
    assertThat(names(ready.folder()))
        .containsExactly("model.onnx", "tokenizer.json", "variant.json");
    Files.delete(ready.tokenizerFile());
    assertThatThrownBy(() -> exporter.prepare(ready))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("tokenizer.json: no such file; put it there");
  }

  @Test
  void anInterruptedExportLeavesTheOlderModel() throws IOException {
    exporter.prepare(variant());
    String before = Digests.sha256(variant().modelFile());
    adapter(3, 2).write(folder, ElementType.F16);
    List<String> names = names(folder);
    Progress interrupted =
        (task, total) ->
            steps -> {
              throw new IllegalStateException("interrupted");
            };

    assertThatThrownBy(() -> new Exporter(bases, interrupted).prepare(variant()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("interrupted");

    assertThat(names(folder)).isEqualTo(names);
    assertThat(Digests.sha256(variant().modelFile())).isEqualTo(before);
    assertThat(exporter.prepare(variant())).isEqualTo(Outcome.BUILT);
  }

  @Test
  void spaceForAllIsAskedForBeforeTheFirstIsBuilt() throws Exception {
    Path small = models.resolve("small");
    try (Tmpfs disk = Tmpfs.at(small, 8 << 10)) {
      List<ModelVariant> variants = new ArrayList<>();
      for (String id : List.of("one", "two", "three")) {
        folder = Files.createDirectories(small.resolve(id));
        describe("bert", List.of(0, 1), "float32", LABELS, 64);
        Path description = folder.resolve("variant.json");
        Files.writeString(
            description, Files.readString(description).replace("\"tiny\"", '"' + id + '"'));
        adapter(3, 1).write(folder, ElementType.F16);
        variants.add(ModelVariant.load(folder));
      }

      assertThatThrownBy(
              () -> exporter.prepare(variants, (variant, outcome) -> {}, LeftOut.NOTHING))
          .isInstanceOf(InputException.class)
          .hasMessageMatching(".*one: needs \\d+ MiB of disk, 7 are free; free some, or .*");
      assertThat(variants).noneMatch(variant -> Files.exists(variant.tokenizerFile()));

      List<Outcome> outcomes = new ArrayList<>();
      exporter.prepare(
          variants.subList(0, 2), (variant, outcome) -> outcomes.add(outcome), LeftOut.NOTHING);
      assertThat(outcomes).containsExactly(Outcome.BUILT, Outcome.BUILT);
      // What is there already needs no room.
      exporter.prepare(variants, (variant, outcome) -> outcomes.add(outcome), LeftOut.NOTHING);
      assertThat(outcomes.subList(2, 5))
          .containsExactly(Outcome.UP_TO_DATE, Outcome.UP_TO_DATE, Outcome.BUILT);
    }
  }

  @Test
  void aVariantWithoutAdapterIsNotTrainedYet() throws IOException {
    for (Path file : LowRankAdapter.files(folder)) {
      Files.delete(file);
    }

    assertRefused("tiny is not trained yet: there is no adapter; restore it from git, or make it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bert       | 0;1   | int3    | 3 | 64 | unknown form int3: it must be float32, int8",
        "bert       | 0;2   | float32 | 3 | 64 | holds no tensor bert.encoder.layer.2.",
        "bert       | 0     | float32 | 3 | 64 | bert.encoder.layer.1.",
        "bert       | 0;1;1 | float32 | 3 | 65 | maximumLength is beyond the 64 tokens",
        "distilbert | 0;1   | float32 | 3 | 64 | there is no pre_classifier.weight",
        "bert       | 0;1   | float32 | 4 | 64 | its adapter is for 3 labels, variant.json has 4"
      })
  void anIllFittingDescriptionIsRefused(
      String architecture, String layers, String form, int labels, int length, String cause)
      throws IOException {
    describe(
        architecture,
        Stream.of(layers.split(";")).map(Integer::valueOf).toList(),
        form,
        List.of("a", "b", "c", "d").subList(0, labels),
        length);

    assertRefused(cause);
  }

  @Test
  void anIllFittingAdapterIsRefused() throws IOException {
    List<FloatTensor> tensors = new ArrayList<>();
    LowRankAdapter whole = adapter(3, 1);
    whole.names().forEach(name -> tensors.add(whole.tensor(name).orElseThrow()));

    writeAdapter(tensors, FloatTensor.of("bert.embeddings.LayerNorm.bias", List.of(2), 1, 2));
    assertRefused("bert.embeddings.LayerNorm.bias[2] should be [128]");
    writeAdapter(tensors, FloatTensor.of("bert.surprise.weight", List.of(1), 1));
    assertRefused("bert.surprise.weight has no place in a BERT");
    writeAdapter(tensors, FloatTensor.of("bert.pooler.dense.weight", List.of(1, 2), 1, 2));
    assertRefused("bert.pooler.dense.weight is for [2, 1], not for [128, 128]");
    writeAdapter(
        tensors.stream().filter(t -> !t.name().equals("classifier.bias")).toList(), tensors.get(0));
    assertRefused("there is no classifier.bias");
    writeAdapter(tensors, FloatTensor.of("classifier.bias", List.of(2), 1, 2));
    assertRefused("classifier.bias[2] should be [3]");
    writeAdapter(tensors, FloatTensor.of("classifier.weight", List.of(3), 1, 2, 3));
    assertRefused("classifier.weight[3] is not a matrix");
    writeAdapter(tensors, FloatTensor.of("classifier.weight", List.of(3, 1), 1, 2, 3));
    assertRefused("classifier.weight is for [1, 3], not for [128, 3]");
  }

  @Test
  void anAdapterOfAnotherBaseIsRefused() throws IOException {
    LowRankAdapter whole = adapter(3, 1);
    new LowRankAdapter(
            new AdapterConfig("other:base:1", 3, 6, 0, List.of("query"), List.of("classifier")),
            whole.names().stream().map(name -> whole.tensor(name).orElseThrow()).toList())
        .write(folder, ElementType.F32);

    assertRefused("its adapter is for the base other:base:1, variant.json has tiny:base:1");
  }

  private void writeAdapter(List<FloatTensor> tensors, FloatTensor changed) throws IOException {
    List<FloatTensor> all = new ArrayList<>(tensors);
    all.removeIf(tensor -> tensor.name().equals(changed.name()));
    all.add(changed);
    new LowRankAdapter(adapter(3, 1).config(), all).write(folder, ElementType.F32);
  }

  private void assertRefused(String cause) throws IOException {
    List<String> before = names(folder);
    assertThatThrownBy(() -> exporter.prepare(variant()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(cause)
        .hasMessageNotContaining("\n");
    assertThat(names(folder)).isEqualTo(before);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private ModelVariant variant() {
    return ModelVariant.load(folder);
  }

  private static LowRankAdapter adapter(int labels, long seed) {
    return adapter("bert", labels, seed);
  }

  private static LowRankAdapter adapter(String architecture, int labels, long seed) {
    return TinyModels.adapter(TinyModels.source(architecture), labels, seed);
  }

  private void describe(
      String architecture, List<Integer> layers, String form, List<String> labels, int length)
      throws IOException {
    Json.write(
        folder.resolve("variant.json"),
        Map.of(
            "id",
            "tiny",
            "displayName",
            "Tiny",
            "labels",
            labels,
            "maximumLength",
            length,
            "source",
            Map.of(
                "architecture",
                architecture,
                "base",
                "tiny:base:1",
                "layers",
                layers,
                "adapter",
                ".",
                "form",
                form)));
  }
}
