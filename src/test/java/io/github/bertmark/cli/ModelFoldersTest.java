package io.github.bertmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.Json;
import io.github.bertmark.checkpoint.ElementType;
import io.github.bertmark.evaluate.Evaluation;
import io.github.bertmark.export.TinyModels;
import io.github.bertmark.predictions.Prediction;
import io.github.bertmark.predictions.Predictions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Users' model folders, each of one kind, by the real command: measured rightly, or one line. */
class ModelFoldersTest {
  private static final String SHARD = "model-00002-of-00002.safetensors";

  @TempDir Path home;
  private ModelFolders folders;
  private Path data;

  /** Makes a folder of one kind. */
  private interface Kind {
    Path in(ModelFolders folders) throws IOException;
  }

  /** Spoils a folder. */
  private interface Fault {
    void in(Path folder) throws IOException;
  }

  @BeforeEach
  void texts() throws IOException {
    folders = new ModelFolders(home);
    StringBuilder csv = new StringBuilder("text,label\n");
    for (int i = 0; i < 30; i++) {
      csv.append("hello ")
          .append((char) ('a' + i % 26))
          .append(" tent ")
          .append("sun ".repeat(i % 4));
      csv.append(',').append(TinyModels.LABELS.get(i % 5)).append('\n');
    }
    data = Files.writeString(home.resolve("my.csv"), csv);
  }

  private static Arguments right(String name, String said, Kind kind) {
    return Arguments.of(name, said, kind);
  }

  static Stream<Arguments> readyGraphs() {
    return Stream.of(
        right("bertmark's own", "a variant of bertmark's own", f -> f.tiny().folder()),
        right("an export of optimum", "model.onnx of BertFor", f -> f.export("model.onnx")),
        right("an export by its name", "5 labels from id2", f -> f.export("sorter.onnx")),
        right("as transformers.js has it", "model.onnx of", f -> f.export("onnx/model.onnx")),
        right("only a quantised one", "of Bert", f -> f.export("onnx/model_quantized.onnx")),
        right("a file", "model.onnx of", f -> f.export("model.onnx").resolve("model.onnx")),
        right("a file in onnx/", "of Bert", f -> f.export("onnx/m.onnx").resolve("onnx/m.onnx")),
        right("weights beside it", "of Bert", f -> f.externalExport("model.onnx_data")),
        right("weights of another name", "of Bert", f -> f.externalExport("w-0.bin")),
        right(
            "labels as label2id",
            "5 labels from label2id of config.json",
            f -> {
              Path folder = f.export("model.onnx");
              Map<String, Integer> ids = new LinkedHashMap<>();
              TinyModels.LABELS.forEach(label -> ids.put(label, ids.size()));
              Json.write(
                  folder.resolve("config.json"),
                  Map.of("max_position_embeddings", f.tiny().maximumLength(), "label2id", ids));
              return folder;
            }));
  }

  /** All are the same graph, so that all give the same answers. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("readyGraphs")
  void readyGraphsAnswerAsTheyDoByThemselves(String name, String said, Kind kind)
      throws IOException {
    Path folder = kind.in(folders);
    Invocation itself =
        bertmark("evaluate", "--models=" + home, "--variants=tiny", "" + home.resolve("itself"));
    assertThat(itself.exitCode()).as(itself.err()).isZero();

    List<Prediction> answers = evaluate(folder, said);

    assertThat(answers).isEqualTo(Predictions.read(home.resolve("itself/predictions/tiny.csv")));
  }

  static Stream<Arguments> checkpoints() {
    return Stream.of(
        right("float16", "float16 weights in model", f -> f.checkpoint("bert", ElementType.F16)),
        right("bfloat16", "bfloat16 weights in", f -> f.checkpoint("bert", ElementType.BF16)),
        right(
            "shards", "weights in 2 files of model.safetensors.index.json", ModelFolders::sharded),
        right("a pickle", "float32 weights in pytorch_model.bin", ModelFolders::pickled));
  }

  /** The same numbers in other files. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("checkpoints")
  void checkpointsOfTheSameNumbersAreTheSameModel(String name, String said, Kind kind)
      throws IOException {
    Path plain = Files.createDirectories(home.resolve("plain"));
    List<Prediction> expected =
        evaluate(
            new ModelFolders(plain).checkpoint("bert", ElementType.F32), "WordPiece from vocab");
    String sha256 = evaluation().modelSha256();

    assertThat(evaluate(kind.in(folders), said)).isEqualTo(expected);
    assertThat(evaluation().modelSha256()).isEqualTo(sha256);
  }

  /** What they compute is held to double precision elsewhere. */
  static Stream<Arguments> furtherCheckpoints() {
    return Stream.of(
        right("DistilBERT", "DistilBertFor", f -> f.checkpoint("distilbert", ElementType.F32)),
        right("RoBERTa", "byte-level BPE from vocab.json and merges", ModelFolders::byteLevel),
        right("XLM-R", "XLMRobertaFor", f -> f.withTokenizer("xlm-roberta")),
        right("CamemBERT", "CamembertFor", f -> f.withTokenizer("camembert")),
        right("ELECTRA", "ElectraFor", f -> f.checkpoint("electra", ElementType.F32)),
        right("gelu_new", "BertFor", f -> f.checkpointOf("hidden_act", "gelu_new")),
        right("relu", "BertFor", f -> f.checkpointOf("hidden_act", "relu")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("furtherCheckpoints")
  void checkpointsOfEachFamilyAreMeasured(String name, String said, Kind kind) throws IOException {
    assertThat(evaluate(kind.in(folders), said)).hasSize(30);
  }

  @Test
  void anAdapterIsMeasuredOnItsBaseInEitherForm() throws IOException {
    Path labels = Files.write(home.resolve("labels.txt"), TinyModels.LABELS);
    String base = "--base=" + home.resolve("base");
    Path folder = folders.adapter(false, 48);
    String said =
        "with an adapter of rank 2 made for some/other, 5 labels from its lines of labels";
    List<Prediction> expected = evaluate(folder, said, base, "--labels=" + labels);
    String sha256 = evaluation().modelSha256();

    Path other = Files.createDirectories(home.resolve("other"));
    Path former = new ModelFolders(other).adapter(true, 48);
    Invocation done =
        bertmark(
            "evaluate",
            "--model=" + former,
            "--base=" + other.resolve("base"),
            "--labels=" + labels,
            "--forms=float32",
            "" + home.resolve("former"));

    assertThat(done.exitCode()).as(done.err()).isZero();
    assertThat(done.err())
        .contains("WARNING: the adapter was made for \"some/other\", and nothing says that ");
    assertThat(Predictions.read(home.resolve("former/predictions/model.csv"))).isEqualTo(expected);
    assertThat(Evaluation.read(Evaluation.file(home.resolve("former"), "model")).modelSha256())
        .isEqualTo(sha256);

    String config = Files.readString(home.resolve("base/config.json"));
    Files.writeString(
        home.resolve("base/config.json"),
        config.replaceFirst("\\{", "{\"_name_or_path\": \"SOME/Other\","));
    Invocation named =
        bertmark("prepare", "--model=" + folder, base, "--labels=" + labels, "--forms=float32");
    assertThat(named.exitCode()).as(named.err()).isZero();
    assertThat(named.err()).doesNotContain("WARNING");
  }

  private static Arguments wrong(String said, Kind kind, Fault fault) {
    return Arguments.of(said, kind, fault);
  }

  static Stream<Arguments> unfit() {
    Kind export = f -> f.export("model.onnx");
    Fault nothing = folder -> {};
    Kind checkpoint = f -> f.checkpoint("bert", ElementType.F32);
    return Stream.of(
        wrong("holds no model: no *.onnx", export, delete("model.onnx")),
        wrong(
            "config.json: no such file, so that the labels have no", export, delete("config.json")),
        wrong("model.onnx: is an empty file", export, put("model.onnx", "")),
        wrong(
            "model.onnx: is a Git LFS pointer",
            export,
            put("model.onnx", "version https://git-lfs.github.com/spec/v1\noid sha256:0\n")),
        wrong("model.onnx: is an HTML page", export, put("model.onnx", "<!DOCTYPE html>\n<html>")),
        wrong(
            "its weights' file 'w.bin': is missing",
            f -> f.externalExport("w.bin"),
            delete("w.bin")),
        wrong(
            "has no tokenizer: no tokenizer.json, no vocab.txt", export, delete("tokenizer.json")),
        wrong(
            "spiece.model: is a SentencePiece model",
            export,
            folder -> Files.move(folder.resolve("tokenizer.json"), folder.resolve("spiece.model"))),
        wrong(
            "is of kind \"Normalizer2030\", which tokenizers ",
            export,
            replace("tokenizer.json", "\"BertNormalizer\"", "\"Normalizer2030\"")),
        wrong("config.json: is cut off", export, put("config.json", "{\"id2label\": {\"0\": \"a")),
        wrong(
            "id2label: holds placeholders, LABEL_0 to LABEL_4, no names",
            export,
            folder -> {
              String text = Files.readString(folder.resolve("config.json"));
              for (int i = 0; i < 5; i++) {
                text = text.replace('"' + TinyModels.LABELS.get(i) + '"', "\"LABEL_" + i + '"');
              }
              Files.writeString(folder.resolve("config.json"), text);
            }),
        wrong(
            "id2label: maps names to numbers, not numbers to names",
            export,
            put("config.json", "{\"id2label\": {\"a\": 0, \"b\": 1}}")),
        wrong(
            "its head has 5 logits, but there are 2 labels",
            f -> f.checkpointOf("id2label", Map.of("0", "a", "1", "b")),
            nothing),
        wrong(
            "problem_type is regression",
            export,
            replace("config.json", "{", "{\"problem_type\": \"regression\",")),
        wrong(
            "problem_type is multi_label_classification",
            export,
            replace("config.json", "{", "{\"problem_type\": \"multi_label_classification\",")),
        wrong(
            "model_type \"deberta\" is none of bert, camembert",
            checkpoint,
            replace("config.json", "\"bert\"", "\"deberta\"")),
        wrong(
            "hidden_act \"silu\" is none of gelu, gelu_new and relu",
            checkpoint,
            replace("config.json", "\"gelu\"", "\"silu\"")),
        wrong("the model is not fine-tuned for classification", ModelFolders::encoder, nothing),
        wrong("model.safetensors: ", checkpoint, put("model.safetensors", "x".repeat(50))),
        wrong(
            SHARD + ": no such file, but the index names it", ModelFolders::sharded, delete(SHARD)),
        wrong("is refused: its pickle names \"os.system\"", ModelFolders::poisoned, nothing),
        wrong(
            "name the folder of the model that it is for: --base",
            f -> f.adapter(true, 48),
            nothing),
        wrong(
            "holds tf_model.h5, which bertmark does not read",
            export,
            folder -> Files.move(folder.resolve("model.onnx"), folder.resolve("tf_model.h5"))));
  }

  private static Fault delete(String name) {
    return folder -> Files.delete(folder.resolve(name));
  }

  private static Fault put(String name, String content) {
    return folder -> Files.writeString(folder.resolve(name), content);
  }

  private static Fault replace(String name, String from, String to) {
    return folder -> {
      String text = Files.readString(folder.resolve(name));
      assertThat(text).contains(from);
      Files.writeString(
          folder.resolve(name),
          text.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to)));
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unfit")
  void whatCannotBeUsedIsOneLine(String said, Kind kind, Fault fault) throws IOException {
    Path folder = kind.in(folders);
    fault.in(folder);

    Invocation refused =
        bertmark("evaluate", "--model=" + folder, "--forms=float32", "" + home.resolve("run"));

    assertThat(refused.exitCode()).as(refused.err()).isEqualTo(2);
    assertThat(refused.err().lines().filter(line -> !line.startsWith("Data set: ")))
        .singleElement()
        .asString()
        .startsWith("bertmark: ")
        .contains(said, "; ")
        .doesNotContain("Exception", "java.", "at io.");
    assertThat(home.resolve("run")).doesNotExist();
  }

  /** By the names that a checkpoint's layers have, which are not a ready graph's. */
  @Test
  void singleLayersOfACheckpointCanHaveAnotherForm() throws IOException {
    Path folder = folders.checkpoint("bert", ElementType.F32);

    Invocation mixed =
        bertmark(
            "evaluate",
            "--model=" + folder,
            "--forms=int8,int8+layer.1.output=float32",
            "" + home.resolve("run"));
    assertThat(mixed.exitCode()).as(mixed.err()).isZero();
    Evaluation plain = Evaluation.read(Evaluation.file(home.resolve("run"), "model-int8"));
    Evaluation spared =
        Evaluation.read(Evaluation.file(home.resolve("run"), "model-int8-layer.1.output-float32"));
    assertThat(spared.modelBytes() - plain.modelBytes())
        .as("three bytes more for each weight of that layer, less its scales")
        .isBetween(3L * 96 * 48 - 1000, 3L * 96 * 48 + 1000);
    for (String group : List.of("layer.2.output", "linear.0")) {
      Invocation wrong =
          bertmark("prepare", "--model=" + folder, "--forms=int8+" + group + "=float32");
      assertThat(wrong.exitCode()).isEqualTo(2);
      assertThat(wrong.err()).contains("has no " + group + ": its layers are 2").hasLineCount(1);
    }
  }

  @Test
  void anAdapterOfAnotherWidthIsRefused() throws IOException {
    Path labels = Files.write(home.resolve("labels.txt"), TinyModels.LABELS);
    Path folder = folders.adapter(false, 32);

    Invocation refused =
        bertmark(
            "prepare", "--model=" + folder, "--base=" + home.resolve("base"), "--labels=" + labels);

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("its adapter does not fit: ").hasLineCount(1);
  }

  /** The answers to all texts, in order. */
  private List<Prediction> evaluate(Path model, String said, String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(options));
    boolean own = Files.exists(model.resolve("variant.json"));
    arguments.addAll(List.of("--model=" + model, "" + home.resolve("run")));
    if (!own) {
      arguments.add("--forms=float32");
    }
    Invocation done = bertmark("evaluate", arguments.toArray(String[]::new));
    assertThat(done.exitCode()).as(done.err()).isZero();
    assertThat(done.err()).contains(said);
    try (Stream<Path> files = Files.list(home.resolve("run/predictions"))) {
      Path file = files.findFirst().orElseThrow();
      List<Prediction> predictions = Predictions.read(file);
      Files.delete(file);
      return predictions;
    }
  }

  private Evaluation evaluation() throws IOException {
    return Evaluation.read(Evaluation.file(home.resolve("run"), "model"));
  }

  private Invocation bertmark(String command, String... options) {
    List<String> arguments = new ArrayList<>(List.of(command));
    if (command.equals("evaluate")) {
      arguments.add("--dataset=" + data);
    }
    arguments.addAll(List.of(options));
    return Invocation.with(
        Map.of("BERTMARK_HOME", home.resolve("cache").toString()),
        arguments.toArray(String[]::new));
  }
}
