package io.github.bertmark.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.github.bertmark.classify.tokens.TokenizedQuery;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.model.PaddingRule;
import io.github.bertmark.model.SessionOverrides;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Graphs of other kinds than bertmark's own give what their weights amount to. */
class GraphKindsTest {
  private static final String TEXT = "what is the pin number for my account?";
  private static final String LONG = "weather today ".repeat(30);
  private static final int INT32 = TensorProto.DataType.INT32_VALUE;

  @TempDir Path folder;
  private final TinyVariant tiny = new TinyVariant();

  private Classifier open() throws IOException {
    return open(PaddingRule.BERT);
  }

  private Classifier open(PaddingRule padding) throws IOException {
    ModelVariant plain = tiny.write(folder.resolve("tiny"));
    ModelVariant variant =
        new ModelVariant(
            plain.folder(),
            plain.id(),
            plain.displayName(),
            plain.labels(),
            plain.maximumLength(),
            false,
            padding,
            SessionOverrides.NONE,
            null,
            null);
    return Classifier.open(variant, SessionSettings.ofThreads(1));
  }

  /** The sum of the rows of tokens, types and positions, in double precision. */
  private double[] sum(List<Long> ids, int firstPosition) {
    Map<String, TensorProto> tables =
        tiny.model().getGraph().getInitializerList().stream()
            .collect(Collectors.toMap(TensorProto::getName, table -> table));
    double[] sum = new double[TinyVariant.LABELS.size()];
    for (int i = 0; i < ids.size(); i++) {
      add(sum, tables.get("rows"), ids.get(i));
      if (tiny.tokenTypes) {
        add(sum, tables.get("typeRows"), 0);
      }
      if (tiny.positions) {
        add(sum, tables.get("positionRows"), firstPosition + (long) i);
      }
    }
    return sum;
  }

  private static void add(double[] sum, TensorProto table, long row) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += table.getFloatData((int) row * sum.length + i);
    }
  }

  private static void assertLogits(float[] logits, double[] expected, double tolerance) {
    assertThat(logits).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) logits[i])
          .isCloseTo(expected[i], within(tolerance * Math.max(1, Math.abs(expected[i]))));
    }
  }

  private static double[] softmax(double[] logits) {
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit);
    }
    double[] shares = new double[logits.length];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = Math.exp(logits[i]) / sum;
    }
    return shares;
  }

  private static int top(double[] values) {
    int top = 0;
    for (int i = 1; i < values.length; i++) {
      top = values[i] > values[top] ? i : top;
    }
    return top;
  }

  @Test
  void aPlainGraphHasNothingUnusual() throws IOException {
    try (Classifier classifier = open()) {
      assertThat(classifier.notes()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"6, 7, true", "7, 6, true", "6, 6, true", "6, 6, false"})
  void integersOfEitherSize(int idsType, int otherType, boolean all) throws IOException {
    tiny.idsType = idsType;
    tiny.otherInputsType = otherType;
    tiny.positions = all;
    tiny.attentionMask = all;
    try (Classifier classifier = open(new PaddingRule(1, 2))) {
      for (String text : List.of(TEXT, "", LONG, "lost card")) {
        TokenizedQuery query = classifier.tokenize(text);
        assertLogits(classifier.infer(query), sum(query.tokenIds(), 2), 1e-6);
      }
      assertThat(classifier.notes())
          .singleElement(org.assertj.core.api.InstanceOfAssertFactories.STRING)
          .contains(idsType == INT32 ? "input_ids" : "attention_mask", " as int32");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFixedLengthIsFilledUp(boolean mask) throws IOException {
    tiny.fixedLength = 12;
    tiny.positions = true;
    tiny.attentionMask = mask;
    int pad = 5;
    try (Classifier classifier = open(new PaddingRule(pad, 0))) {
      // A short text behind a long one finds the long one's rest in memory.
      for (String text : List.of(TEXT, LONG, "lost card", "", TEXT)) {
        TokenizedQuery query = classifier.tokenize(text);
        assertThat(query.length()).isLessThanOrEqualTo(12);
        List<Long> ids = new java.util.ArrayList<>(query.tokenIds());
        while (!mask && ids.size() < 12) {
          ids.add((long) pad);
        }
        assertLogits(classifier.infer(query), sum(ids, 0), 1e-5);
      }
      assertThat(classifier.truncates(LONG)).isTrue();
      assertThat(classifier.notes())
          .singleElement(org.assertj.core.api.InstanceOfAssertFactories.STRING)
          .startsWith("costs 12 tokens for every query");
      assertThat(classifier.notes().get(0).contains("padding is read as text")).isNotEqualTo(mask);
    }
  }

  @Test
  void aFixedLengthBeyondTheMaximum() throws IOException {
    tiny.fixedLength = 128;
    try (Classifier classifier = open()) {
      TokenizedQuery query = classifier.tokenize(LONG);
      assertThat(query.length()).isEqualTo(tiny.maximumLength);
      assertLogits(classifier.infer(query), sum(query.tokenIds(), 0), 1e-5);
    }
  }

  @ParameterizedTest
  @CsvSource({"11, 1e-6, double", "10, 1e-3, float16", "16, 8e-3, bfloat16"})
  void logitsOfAnyPrecision(int type, double tolerance, String name) throws IOException {
    tiny.outputType = type;
    try (Classifier classifier = open()) {
      for (String text : List.of(TEXT, "", "book hotel !", LONG)) {
        TokenizedQuery query = classifier.tokenize(text);
        double[] expected = sum(query.tokenIds(), 0);
        assertLogits(classifier.infer(query), expected, tolerance);
        assertThat(classifier.classify(text).index()).isEqualTo(top(expected));
      }
      assertThat(classifier.notes()).containsExactly("gives logits in " + name + ".");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10})
  void aHeadThatEndsInSoftmax(int outputType) throws IOException {
    tiny.head = "Softmax";
    tiny.outputType = outputType;
    try (Classifier classifier = open()) {
      double[] shares = softmax(sum(classifier.tokenize(TEXT).tokenIds(), 0));
      Classification answer = classifier.classify(TEXT);
      assertThat(answer.index()).isEqualTo(top(shares));
      assertThat((double) answer.score()).isCloseTo(shares[answer.index()], within(1e-3));
      assertThat(classifier.notes()).anyMatch(note -> note.contains("gives probabilities"));
    }
  }

  @Test
  void aHeadThatEndsInSigmoid() throws IOException {
    tiny.head = "Sigmoid";
    try (Classifier classifier = open()) {
      double[] sum = sum(classifier.tokenize(TEXT).tokenIds(), 0);
      Classification answer = classifier.classify(TEXT);
      assertThat(answer.index()).isEqualTo(top(sum));
      assertThat((double) answer.score())
          .isCloseTo(1 / (1 + Math.exp(-sum[answer.index()])), within(1e-6));
      assertThat(classifier.notes()).anyMatch(note -> note.contains("sigmoid"));
    }
  }

  /** What an untrained head gives may lie between 0 and 1 too. */
  @Test
  void smallLogitsAreNoProbabilities() throws IOException {
    tiny.head = "Abs";
    tiny.weight = 1e-3f;
    try (Classifier classifier = open()) {
      float score = classifier.classify(TEXT).score();
      assertThat(score).isBetween(0.25f, 0.26f);
      assertThat(classifier.notes()).isEmpty();
    }
  }

  @Test
  void logitsAmongSeveralOutputs() throws IOException {
    tiny.hiddenStates = true;
    tiny.outputName = "output_0";
    try (Classifier classifier = open()) {
      TokenizedQuery query = classifier.tokenize(TEXT);
      assertLogits(classifier.infer(query), sum(query.tokenIds(), 0), 1e-5);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 13, 15, 16})
  void theTrueMaximumLengthIsFound(int rows) throws IOException {
    tiny.positions = true;
    tiny.positionRows = rows;
    try (Classifier classifier = open()) {
      TokenizedQuery query = classifier.tokenize(LONG);
      assertThat(query.length()).isEqualTo(rows);
      assertLogits(classifier.infer(query), sum(query.tokenIds(), 0), 1e-5);
      assertThat(classifier.truncates(LONG)).isTrue();
      if (rows == tiny.maximumLength) {
        assertThat(classifier.notes()).isEmpty();
      } else {
        assertThat(classifier.notes())
            .containsExactly(
                "takes at most " + rows + " tokens, not 16: longer texts are truncated there.");
      }
    }
  }

  @Test
  void theNamesThatTensorFlowsExportersWrite() throws IOException {
    tiny.idsName = "serving_default_input_ids:0";
    try (Classifier classifier = open()) {
      TokenizedQuery query = classifier.tokenize(TEXT);
      assertLogits(classifier.infer(query), sum(query.tokenIds(), 0), 1e-5);
    }
  }
}
