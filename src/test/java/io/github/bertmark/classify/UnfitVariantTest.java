package io.github.bertmark.classify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.classify.tokens.PlainTokenizer;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.tokenizer.TokenizerFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Variants that cannot be classified with, each told in one line. */
class UnfitVariantTest {
  @TempDir Path models;
  private final TinyVariant tiny = new TinyVariant();

  private Path folder() {
    return models.resolve("tiny");
  }

  private static void open(ModelVariant variant) {
    Classifier.open(variant, SessionSettings.ofThreads(1)).close();
  }

  private void assertRefused(String file, String cause) throws IOException {
    assertRefused(tiny.write(folder()), file, cause);
  }

  private void assertRefused(ModelVariant variant, String file, String cause) {
    assertThatThrownBy(() -> open(variant))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(folder().resolve(file) + ": ")
        .hasMessageContaining(cause)
        .hasMessageMatching("[^\n]+; [^\n]+");
  }

  @Test
  void missingFiles() throws IOException {
    ModelVariant variant = tiny.write(folder());
    Files.delete(variant.tokenizerFile());
    assertRefused(variant, "tokenizer.json", "no such file");
    Files.delete(variant.modelFile());
    assertRefused(variant, "model.onnx", "no such file; put the variant's own file there");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999})
  void aTruncatedModel(double part) throws IOException {
    ModelVariant variant = tiny.write(folder());
    byte[] bytes = Files.readAllBytes(variant.modelFile());
    Files.write(variant.modelFile(), Arrays.copyOf(bytes, (int) (bytes.length * part)));
    assertRefused(variant, "model.onnx", "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|an empty file",
        "version https://git-lfs.github.com/spec/v1|a Git LFS pointer",
        "<!DOCTYPE html><title>Sign in</title>|an HTML page",
        "PK\3\4 some.txt|a zip archive",
        "PK\3\4 archive/data.pkl|a PyTorch checkpoint",
        "12345678{\"w\":{}}|a safetensors file",
        "\u0080\2}q|a Python pickle",
      })
  void otherFilesAreNamedForWhatTheyAre(String start, String kind) throws IOException {
    ModelVariant variant = tiny.write(folder());
    byte[] model = Files.readAllBytes(variant.modelFile());
    Files.writeString(variant.modelFile(), start, StandardCharsets.ISO_8859_1);
    assertRefused(variant, "model.onnx", "is " + kind);
    Files.write(variant.modelFile(), model);
    Files.writeString(variant.tokenizerFile(), start, StandardCharsets.ISO_8859_1);
    assertRefused(variant, "tokenizer.json", "is not a tokenizer: it is " + kind);
  }

  @Test
  void aFormatTooNewSaysWhichIsNot() throws IOException {
    ModelVariant variant = tiny.write(folder());
    ModelProto model = ModelProto.parseFrom(Files.readAllBytes(variant.modelFile()));
    Files.write(variant.modelFile(), model.toBuilder().setIrVersion(99).build().toByteArray());
    assertPlain(variant, "export the model with IR version <= \\d+");
    ModelProto.Builder opset = model.toBuilder();
    opset.getOpsetImportBuilderList().get(0).setDomain("").setVersion(99);
    Files.write(variant.modelFile(), opset.build().toByteArray());
    assertPlain(variant, "export the model with opset <= \\d+");
  }

  private static void assertPlain(ModelVariant variant, String wayOut) {
    assertThatThrownBy(() -> open(variant))
        .isInstanceOf(InputException.class)
        .hasMessageMatching(".*; " + wayOut)
        .hasMessageNotContainingAny("::", ".cc:", ".h:");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.001, 0.01, 0.1, 0.5, 0.9, 0.99})
  void aTruncatedTokenizer(double part) throws IOException {
    ModelVariant variant = tiny.write(folder());
    String text = Files.readString(variant.tokenizerFile());
    Files.writeString(variant.tokenizerFile(), text.substring(0, (int) (text.length() * part)));
    assertRefused(variant, "tokenizer.json", "is not a tokenizer: ");
  }

  @Test
  void whatIsNoModelAndNoTokenizer() throws IOException {
    ModelVariant variant = tiny.write(folder());
    for (String text : List.of("not a model", "{\"model\": {}}", "[1, 2]", "{}")) {
      Files.writeString(variant.tokenizerFile(), text);
      assertRefused(variant, "tokenizer.json", "is not a tokenizer: ");
    }
    Files.write(variant.tokenizerFile(), "\u00ff".getBytes(StandardCharsets.ISO_8859_1));
    assertRefused(variant, "tokenizer.json", "is not a tokenizer: ");
    Files.writeString(variant.modelFile(), "not a model");
    assertRefused(variant, "model.onnx", "cannot be loaded: ");
  }

  /** Each ends the process in the tokenizers' library. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"type\": \"WordPiece\", \"prefix\": \"##\", \"cleanup\": true} | 1e400",
        "{\"type\": \"BertPreTokenizer\"} | {\"type\": \"FixedLength\", \"length\": 0}",
        "{\"type\": \"BertProcessing\", \"sep\": [\"[SEP]\", 3], \"cls\": [\"[CLS]\", 2]} |"
            + " {\"type\": \"TemplateProcessing\", \"pair\": [], \"special_tokens\": {}, \"single\":"
            + " [{\"Sequence\": {\"id\": \"B\", \"type_id\": 0}}]}",
      })
  void aTokenizerThatEndsTheProcess(String from, String to) throws IOException {
    ModelVariant variant = tiny.write(folder());
    String text = Files.readString(variant.tokenizerFile());
    assertThat(text).contains(from);
    Files.writeString(variant.tokenizerFile(), text.replace(from, to));

    assertRefused(
        variant, "tokenizer.json", "is not a tokenizer: tried in a JVM of its own, it ends");
  }

  /** Another form than BERT's is tried, and taken. */
  @Test
  void aTokenizerOfAnotherForm() throws IOException {
    ModelVariant variant = tiny.write(folder());
    List<Long> ids = ids(variant);
    String text = Files.readString(variant.tokenizerFile());
    String other = text.replace("\"BertPreTokenizer\"", "\"Whitespace\"");
    assertThat(other).isNotEqualTo(text);
    assertThat(isPlain(text)).isTrue();
    assertThat(isPlain(other)).isFalse();
    Files.writeString(variant.tokenizerFile(), other);
    assertThat(ids(variant)).isEqualTo(ids);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"type\":\"WordPiece\" | \"type\":\"BPE\"",
        "\"a\":5 | \"a\":-5",
        "\"a\":5 | \"a\":5.0",
        "\"a\":5 | \"a\":4294967301",
        "\"a\":5 | \"a\":[5]",
        "\"a\":5 | \"a\":{\"b\":5}",
        "\"unk_token\" | \"unknown\"",
        "\"decoder\" | \"coder\"",
        "\"model\" | \"models\""
      })
  void otherFormsAreNotPlain(String from, String to) throws IOException {
    String text = ourOwn().replace(" ", "").replace("\n", "");
    assertThat(text).contains(from);
    assertThat(isPlain(text.replace(from, to))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "5", "[{}]", "{\"model\":{}}", "{\"model\":[[]]}"})
  void otherDocumentsAreNotPlain(String text) {
    assertThat(isPlain(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}x",
        "{} {}",
        "{\"a\":1,\"a\":1}",
        "{\"model\":{\"vocab\":{\"a\":1,\"a\":2}}}"
      })
  void aTokenizerIsParsedStrictly(String text) {
    assertThatThrownBy(() -> isPlain(text)).isInstanceOf(InputException.class);
  }

  private String ourOwn() throws IOException {
    Path file = models.resolve("tokenizer.json");
    TokenizerFile.write(file, List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a"), "");
    return Files.readString(file);
  }

  @Test
  void ourOwnTokenizersArePlain() throws IOException {
    assertThat(isPlain(ourOwn())).isTrue();
  }

  private static boolean isPlain(String text) {
    return Json.scan(text.getBytes(UTF_8), PlainTokenizer::is, "tokenizer.json", "");
  }

  private static List<Long> ids(ModelVariant variant) {
    try (Classifier classifier = Classifier.open(variant, SessionSettings.ofThreads(1))) {
      return classifier.tokenize("what is the pin number?").tokenIds();
    }
  }

  @Test
  void weightsOutsideOfTheFolder() throws IOException {
    ModelVariant variant = tiny.write(folder());
    TensorProto named =
        TensorProto.newBuilder()
            .addExternalData(
                StringStringEntryProto.newBuilder().setKey("location").setValue("/dev/zero"))
            .build();
    ModelProto model =
        tiny.model().toBuilder()
            .mergeGraph(GraphProto.newBuilder().addInitializer(named).build())
            .build();
    Files.write(variant.modelFile(), model.toByteArray());
    assertThatThrownBy(() -> open(variant))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("'/dev/zero': is outside of the model's folder; ");
  }

  @Test
  void inputsOfAnotherName() throws IOException {
    tiny.idsName = "words";
    assertRefused("model.onnx", "wants an input words that a text does not give");
  }

  @Test
  void inputsOfAnotherType() throws IOException {
    tiny.tokenTypes = false;
    tiny.otherInputsType = DataType.FLOAT_VALUE;
    assertRefused(
        "model.onnx",
        "input attention_mask FLOAT [-1, -1] is not INT64 or INT32 [batch, sequence] with a batch");
  }

  @Test
  void outputsOfAnotherType() throws IOException {
    tiny.outputType = DataType.INT64_VALUE;
    assertRefused("model.onnx", "has no output of float [batch, labels] but logits INT64 [-1, 4]");
  }

  @Test
  void anEncoder() throws IOException {
    tiny.keepsRank = true;
    tiny.outputName = "last_hidden_state";
    assertRefused(
        "model.onnx",
        "gives something for each token and no logits for the text (last_hidden_state FLOAT"
            + " [-1, 1, 4]): a classification head is missing");
  }

  @Test
  void anEncoderThatPools() throws IOException {
    tiny.hiddenStates = true;
    tiny.outputName = "pooler_output";
    tiny.labels = List.of("yes", "no");
    assertRefused("model.onnx", "pooler_output FLOAT [-1, 4]): a classification head is missing");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void fewerLabelsThanLogits(boolean declared) throws IOException {
    tiny.declaresWidth = declared;
    tiny.labels = List.of("yes", "no");
    assertRefused("model.onnx", "gives 4 logits but there are 2 labels (variant.json)");
  }

  @Test
  void noRoomForText() throws IOException {
    for (int length = 1; length <= 2; length++) {
      tiny.maximumLength = length;
      ModelVariant variant = tiny.write(folder());
      assertThatThrownBy(() -> open(variant))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("leaves no room beside 2 special");
    }
    tiny.maximumLength = 3;
    open(tiny.write(folder()));
  }

  @Test
  void aTokenizerOfAnotherModel() throws IOException {
    ModelVariant variant = tiny.write(folder());
    String text = Files.readString(variant.tokenizerFile());
    Files.writeString(variant.tokenizerFile(), text.replace("\"lost\":15", "\"lost\":1500"));
    try (Classifier classifier = Classifier.open(variant, SessionSettings.ofThreads(1))) {
      assertThatThrownBy(() -> classifier.classify("lost"))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith(variant.modelFile() + ": cannot be run on 3 tokens: ")
          .hasMessageNotContaining("\n");
      assertThat(classifier.classify("hotel").score()).isBetween(0f, 1f);
    }
  }

  @Test
  void aModelOfNoNumbers() throws IOException {
    tiny.weight = Float.NaN;
    try (Classifier classifier =
        Classifier.open(tiny.write(folder()), SessionSettings.ofThreads(1))) {
      assertThatThrownBy(() -> classifier.classify("weather"))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("logits that are no numbers");
    }
  }

  @Test
  void whatIsUnusualButFits() throws IOException {
    tiny.declaresWidth = false;
    tiny.attentionMask = false;
    tiny.tokenTypes = false;
    tiny.outputName = "scores";
    try (Classifier classifier =
        Classifier.open(tiny.write(folder()), SessionSettings.ofThreads(2))) {
      assertThat(classifier.classify("weather").label()).isIn(TinyVariant.LABELS);
    }
  }

  @Test
  void threadsAreExplicit() {
    assertThatThrownBy(() -> SessionSettings.ofThreads(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new SessionSettings(1, 2, GraphOptimization.ALL, true, true, false, true, Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
