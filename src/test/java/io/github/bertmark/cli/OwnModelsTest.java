package io.github.bertmark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bertmark.Json;
import io.github.bertmark.export.PretrainedFixture;
import io.github.bertmark.export.TinyModels;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.sensitivity.Sensitivity;
import io.github.bertmark.source.hub.HubServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models of a stranger's, given to the real command as they lie. */
class OwnModelsTest {
  private static final String CONFIG =
      """
      {"architectures": ["BertForSequenceClassification"], "model_type": "bert",
       "max_position_embeddings": 64,
       "id2label": {"0": "balance", "1": "greeting", "2": "oos", "3": "pin_change", "4": "weather"}}
      """;

  @TempDir Path home;
  @TempDir Path elsewhere;
  private Path mine;
  private ModelVariant tiny;

  @BeforeEach
  void anExportAsOptimumLeavesIt() throws IOException {
    tiny = TinyModels.build(elsewhere, "tiny");
    mine = Files.createDirectories(elsewhere.resolve("My Model"));
    Files.copy(tiny.tokenizerFile(), mine.resolve("tokenizer.json"));
    Files.writeString(mine.resolve("config.json"), CONFIG);
    graph("model.onnx");
  }

  private void graph(String name) throws IOException {
    Path file = mine.resolve(name);
    Files.createDirectories(file.getParent());
    Files.copy(tiny.modelFile(), file);
  }

  @Test
  void aFolderIsTakenAsItIs() throws IOException {
    Map<String, String> before = content(mine);

    Invocation prepared = bertmark("prepare", "--model", mine.toString());

    assertThat(prepared.exitCode()).as(prepared.err()).isZero();
    assertThat(prepared.err())
        .contains("BertForSequenceClassification")
        .contains("5 labels from id2label of config.json")
        .contains("from tokenizer.json");
    assertThat(content(mine)).as("nothing is written where it lies").isEqualTo(before);
    assertThat(variants()).containsExactly("my-model", "my-model-int8", "my-model-int4");
  }

  @Test
  void whatIsMadeIsMadeOnce() throws IOException {
    bertmark("prepare", "--model", mine.toString());
    Map<String, String> first = times(home);

    bertmark("prepare", "--model", mine.toString());

    assertThat(times(home)).isEqualTo(first);
  }

  @Test
  void anAlteredModelIsAnother() throws IOException {
    bertmark("prepare", "--model", mine.toString(), "--forms", "float32");
    Files.writeString(mine.resolve("config.json"), CONFIG.replace("greeting", "hello"));

    Invocation again = bertmark("variants", "--model", mine.toString(), "--forms", "float32");

    assertThat(again.exitCode()).isZero();
    try (Stream<Path> stores = Files.list(home.resolve("models"))) {
      assertThat(stores).hasSize(2);
    }
  }

  @Test
  void eachGraphOfAFolderIsAVariantNamedAfterIt() throws IOException {
    Files.delete(mine.resolve("model.onnx"));
    graph("onnx/model.onnx");
    graph("onnx/model_quantized.onnx");
    graph("onnx/model_fp16.onnx");

    Invocation listed = bertmark("variants", "--model", mine.toString(), "--forms", "float32");

    assertThat(listed.exitCode()).as(listed.err()).isZero();
    assertThat(variants()).containsExactly("my-model", "my-model-fp16", "my-model-quantized");
  }

  @Test
  void anOnnxFileIsTakenWithWhatLiesBesideIt() throws IOException {
    graph("onnx/model_quantized.onnx");

    Invocation listed =
        bertmark(
            "variants",
            "--model",
            mine.resolve("onnx/model_quantized.onnx").toString(),
            "--forms",
            "float32");

    assertThat(listed.exitCode()).as(listed.err()).isZero();
    assertThat(variants()).containsExactly("my-model-quantized");
  }

  @Test
  void severalModelsGoBesideBertmarksOwn() throws IOException {
    Path other = elsewhere.resolve("other");
    Files.createDirectories(other);
    for (String name : List.of("model.onnx", "tokenizer.json", "config.json")) {
      Files.copy(mine.resolve(name), other.resolve(name));
    }

    Invocation listed =
        bertmark(
            "variants",
            "--models=" + elsewhere,
            "--model=" + mine + "," + other,
            "--forms=float32",
            "--variants=other,tiny");

    assertThat(listed.exitCode()).as(listed.err()).isZero();
    assertThat(listed.out()).contains("| other ").contains("| tiny ").doesNotContain("my-model");
  }

  @Test
  void labelsCanBeNamedByAFile() throws IOException {
    Files.delete(mine.resolve("config.json"));
    Path labels = Files.writeString(elsewhere.resolve("labels.txt"), "a\nb\nc\nd\ne\n");

    Invocation named =
        bertmark("variants", "--model", mine.toString(), "--labels", labels.toString());

    assertThat(named.exitCode()).as(named.err()).isZero();
    assertThat(named.err()).contains("5 labels from its lines of labels.txt");
  }

  /** Each: what is done to the folder, then what the line has to say. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "rm config.json|config.json: no such file, so that the labels have no names",
        "rm model.onnx|holds no model: no *.onnx",
        "rm tokenizer.json|tokenizer",
        "cut config.json|config.json: is cut off",
        "set problem_type regression|problem_type is regression",
        "set problem_type multi_label_classification|problem_type is multi_label_classification",
        "rm model.onnx;touch adapter_config.json;touch adapter_model.safetensors|name the folder of"
            + " the model that it is for: --base",
        "rm model.onnx;touch tf_model.h5|holds tf_model.h5, which bertmark does not read",
      })
  void whatCannotBeUsedIsOneLine(String text) throws IOException {
    String[] parts = text.split("\\|", -1);
    for (String step : parts[0].split(";", -1)) {
      alter(step.split(" ", -1));
    }

    Invocation refused = bertmark("prepare", "--model", mine.toString());

    assertThat(refused.exitCode()).as(refused.err()).isEqualTo(2);
    assertThat(refused.err().strip().lines()).hasSize(1);
    assertThat(refused.err()).contains(parts[1]);
    assertThat(home.resolve("models")).doesNotExist();
  }

  @Test
  void aModelOfTheHubIsTakenFromItsCache() throws IOException {
    String commit = HubServer.COMMIT;
    keepAsTheHubsLibrariesDo("model.onnx", "tokenizer.json", "config.json");

    Invocation listed = ofHub("hf:some/Model");

    assertThat(listed.exitCode()).as(listed.err()).isZero();
    assertThat(listed.err()).startsWith("some/Model at commit " + commit + ": model.onnx of Bert");
    assertThat(variants()).containsExactly("model");
    assertThat(ofHub("hf:some/Model@" + commit).exitCode()).isZero();
    assertThat(ofHub("hf:some/Model@v2").err()).contains("at that revision, but at " + commit);
    assertThat(ofHub("hf:some/Other").err())
        .startsWith("bertmark: hf:some/Other: is not in " + home.resolve("hf/hub") + " or ");
    assertThat(ofHub("hf:../Model").err()).contains("is no name of a model");
  }

  @Test
  void aModelOfTheHubIsDownloadedOnce() throws IOException {
    Path saved = new PretrainedFixture("bert", 12).write(elsewhere.resolve("saved"));
    ObjectNode config = (ObjectNode) Json.read(saved.resolve("config.json"), JsonNode.class, "");
    config.set(
        "id2label", Json.read(CONFIG.getBytes(UTF_8), JsonNode.class, "", "").get("id2label"));
    Json.write(saved.resolve("config.json"), config);
    Files.writeString(
        saved.resolve("vocab.txt"),
        "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n"
            + "abcdefghijklmnopqrstuvwxyz".replaceAll("[a-z]", "$0\n"));
    try (HubServer hub = new HubServer()) {
      hub.addAll(saved);

      Invocation prepared = ofHub(hub.endpoint(), "0", "prepare", "hf:some/Model", "float32");

      assertThat(prepared.exitCode()).as(prepared.err()).isZero();
      assertThat(prepared.err())
          .contains("Download some/Model")
          .contains("some/Model at commit " + HubServer.COMMIT + ": BertForSequenceClassification")
          .contains("5 labels from id2label of config.json, WordPiece from vocab.txt");
      assertThat(variants()).containsExactly("model");
      assertThat(hub.requests).hasSize(4);
      Map<String, String> made = times(home);

      Invocation again = ofHub(hub.endpoint(), "1", "variants", "hf:some/Model", "float32");

      assertThat(again.exitCode()).as(again.err()).isZero();
      assertThat(again.err()).startsWith("some/Model at commit " + HubServer.COMMIT);
      assertThat(again.out()).contains("| model ");
      assertThat(hub.requests).hasSize(4);
      assertThat(times(home)).isEqualTo(made);
    }
  }

  /** There each file is a link to one elsewhere, which a graph's weights are not to be. */
  @Test
  void weightsBesideAGraphAreTakenFromTheHubsCache() throws IOException {
    ModelProto whole = ModelProto.parseFrom(Files.readAllBytes(tiny.modelFile()));
    GraphProto.Builder graph = whole.getGraph().toBuilder();
    TensorProto.Builder largest =
        Collections.max(
            graph.getInitializerBuilderList(),
            Comparator.comparing(tensor -> tensor.getRawData().size()));
    Files.write(mine.resolve("model.onnx_data"), largest.getRawData().toByteArray());
    largest
        .clearRawData()
        .setDataLocation(TensorProto.DataLocation.EXTERNAL)
        .addExternalData(
            StringStringEntryProto.newBuilder().setKey("location").setValue("model.onnx_data"));
    Files.write(
        mine.resolve("model.onnx"), whole.toBuilder().setGraph(graph).build().toByteArray());
    keepAsTheHubsLibrariesDo("model.onnx", "model.onnx_data", "tokenizer.json", "config.json");

    for (int time = 0; time < 2; time++) {
      Invocation prepared = ofHub("", "1", "prepare", "hf:some/Model", "float32,int4");

      assertThat(prepared.exitCode()).as(prepared.err()).isZero();
      assertThat(prepared.err())
          .contains("some/Model at commit " + HubServer.COMMIT + ": model.onnx");
      assertThat(variants()).containsExactlyInAnyOrder("model", "model-int4");
    }
  }

  private void keepAsTheHubsLibrariesDo(String... names) throws IOException {
    Path kept = home.resolve("hf/hub/models--some--Model");
    Path snapshot = Files.createDirectories(kept.resolve("snapshots").resolve(HubServer.COMMIT));
    Files.createDirectories(kept.resolve("blobs"));
    Files.createDirectories(kept.resolve("refs"));
    Files.writeString(kept.resolve("refs/main"), HubServer.COMMIT);
    for (String name : names) {
      // Links to blobs.
      Files.copy(mine.resolve(name), kept.resolve("blobs").resolve(name));
      Files.createSymbolicLink(snapshot.resolve(name), Path.of("../../blobs").resolve(name));
    }
  }

  private Invocation ofHub(String model) {
    return ofHub("", "1", "variants", model, "float32");
  }

  private Invocation ofHub(
      String endpoint, String offline, String command, String model, String forms) {
    return Invocation.with(
        Map.of(
            "BERTMARK_HOME",
            home.toString(),
            "HF_HOME",
            home.resolve("hf").toString(),
            "HF_ENDPOINT",
            endpoint,
            "HF_HUB_OFFLINE",
            offline),
        command,
        "--model",
        model,
        "--forms",
        forms);
  }

  /** The layers are those of the graph, and what is advised is a form that can be asked for. */
  @Test
  void sensitivityIsFoundOfAReadyGraph() throws IOException {
    StringBuilder queries = new StringBuilder("{\"test\": [[\"a\", \"greeting\"]], \"val\": [");
    for (int i = 0; i < 24; i++) {
      String label = TinyModels.LABELS.get(i % 5);
      queries.append("[\"%s\", \"%s\"],".formatted("tell me the pin ".repeat(1 + i % 4), label));
    }
    queries.append("[\"b\", \"oos\"]]}");
    Path data = Files.writeString(elsewhere.resolve("mine.json"), queries);

    Invocation found =
        bertmark(
            "sensitivity",
            "--model=" + mine,
            "--variants=my-model-int4",
            "--dataset=" + data,
            "--protection=float32");

    assertThat(found.exitCode()).as(found.err()).isZero();
    assertThat(found.out()).contains("\n--forms int4-block-32");
    Path int4 = file("my-model-int4", "model.onnx");
    Sensitivity analysis =
        Json.read(file("my-model-int4", "sensitivity.json"), Sensitivity.class, "");
    assertThat(analysis.unprotected().divergenceNats()).isPositive();
    long products =
        ModelProto.parseFrom(Files.readAllBytes(int4)).getGraph().getNodeList().stream()
            .filter(node -> node.getOpType().equals("MatMulNBits"))
            .count();
    assertThat(analysis.groups()).hasSize((int) products);
    assertThat(analysis.groups())
        .allMatch(group -> group.sizeBytes() > int4.toFile().length())
        .extracting(group -> group.distance().divergenceNats())
        .isSorted()
        .first()
        .satisfies(least -> assertThat(least).isLessThan(analysis.unprotected().divergenceNats()));

    Sensitivity.Protected best = analysis.groups().get(0);
    Invocation asked =
        bertmark("prepare", "--model=" + mine, "--forms=int4+" + best.group() + "=float32");
    assertThat(asked.exitCode()).as(asked.err()).isZero();
    assertThat(file("my-model-int4-" + best.group() + "-float32", "model.onnx"))
        .hasSize(best.sizeBytes());
    Invocation wrong = bertmark("prepare", "--model=" + mine, "--forms=int4+linear.99=float32");
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err())
        .contains("has no linear layer linear.99 but " + products)
        .hasLineCount(1);
  }

  private Path file(String variant, String name) throws IOException {
    try (Stream<Path> files = Files.walk(home.resolve("models"))) {
      return files.filter(file -> file.endsWith(Path.of(variant, name))).findFirst().orElseThrow();
    }
  }

  @Test
  void optionsOfAModelNeedOne() {
    Invocation refused = bertmark("prepare", "--forms", "int8");

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .isEqualToIgnoringNewLines(
            "bertmark: --forms: says something of a --model, and none is named; name one");
  }

  @Test
  void anUnknownFormIsNamed() {
    Invocation refused = bertmark("prepare", "--model", mine.toString(), "--forms", "int7");

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("--forms: there is no form \"int7\"");
  }

  private void alter(String[] step) throws IOException {
    Path file = mine.resolve(step[1]);
    switch (step[0]) {
      case "rm" -> Files.delete(file);
      case "touch" -> Files.writeString(file, "x");
      case "cut" -> Files.writeString(file, CONFIG.substring(0, 40));
      case "set" ->
          Files.writeString(
              mine.resolve("config.json"),
              CONFIG.replaceFirst("\\{", "{\"%s\": \"%s\", ".formatted(step[1], step[2])));
      default -> throw new AssertionError(step[0]);
    }
  }

  private Invocation bertmark(String... arguments) {
    return Invocation.with(Map.of("BERTMARK_HOME", home.toString()), arguments);
  }

  /** Ids of all that lies in the cache, in the order in which they were made. */
  private List<String> variants() throws IOException {
    try (Stream<Path> files = Files.walk(home.resolve("models"))) {
      return files
          .filter(file -> file.endsWith("variant.json"))
          .sorted(
              Comparator.comparing((Path file) -> file.toFile().lastModified())
                  .thenComparing(Path::toString))
          .map(file -> file.getParent().getFileName().toString())
          .toList();
    }
  }

  private static Map<String, String> content(Path folder) throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        content.put(
            folder.relativize(file).toString(),
            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return content;
  }

  private static Map<String, String> times(Path folder) throws IOException {
    Map<String, String> times = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(file -> file.endsWith("model.onnx")).toList()) {
        times.put(file.toString(), Files.getLastModifiedTime(file).toString());
      }
    }
    return times;
  }
}
