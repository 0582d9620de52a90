package io.github.bertmark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import io.github.bertmark.Digests;
import io.github.bertmark.Progress;
import io.github.bertmark.classify.Classifier;
import io.github.bertmark.classify.SessionSettings;
import io.github.bertmark.classify.TinyVariant;
import io.github.bertmark.comparison.Finding;
import io.github.bertmark.comparison.Flips;
import io.github.bertmark.comparison.Policy;
import io.github.bertmark.comparison.Verdict;
import io.github.bertmark.dataset.Dataset;
import io.github.bertmark.dataset.Datasets;
import io.github.bertmark.dataset.LabelledQuery;
import io.github.bertmark.dataset.Split;
import io.github.bertmark.evaluate.Evaluated;
import io.github.bertmark.evaluate.Evaluation;
import io.github.bertmark.evaluate.Evaluator;
import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.model.ModelFolder;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.predictions.Predictions;
import io.github.bertmark.run.RunFiles;
import io.github.bertmark.run.StoredRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A model that takes two labels for each other is caught, with the queries that it now gets wrong.
 */
class SwappedRowsTest extends StoredRuns {
  @Test
  void ofATinyModel() throws Exception {
    ModelVariant whole = new TinyVariant().write(folder.resolve("whole/distilbert"));
    ModelVariant swapped = copy(whole, whole.labels().get(0), whole.labels().get(1));
    // What the model says is right, so that every query of the two labels is lost.
    Dataset dataset = answered(whole, randomQueries());

    Finding accuracy = compare(whole, swapped, dataset);

    expectLost(accuracy, dataset, Set.of(whole.labels().get(0), whole.labels().get(1)));
  }

  @Test
  @Tag("models")
  void ofDistilbert() throws Exception {
    ModelVariant whole = ModelFolder.at(Path.of("models")).variant("distilbert");
    ModelVariant swapped = copy(whole, "book_flight", "pin_change");
    Dataset dataset = answered(whole, Datasets.sample().queries(Split.TEST));

    Finding accuracy = compare(whole, swapped, dataset);

    expectLost(accuracy, dataset, Set.of("book_flight", "pin_change"));
  }

  private void expectLost(Finding accuracy, Dataset dataset, Set<String> labels) {
    List<LabelledQuery> queries = dataset.queries(Split.TEST);
    List<Integer> expected = new ArrayList<>();
    for (int i = 0; i < queries.size(); i++) {
      if (labels.contains(queries.get(i).label())) {
        expected.add(i);
      }
    }
    assertThat(expected).hasSizeGreaterThan(5);
    assertThat(accuracy.verdict()).as(accuracy.sentence()).isEqualTo(Verdict.REGRESSED);
    assertThat(accuracy.flips().lost())
        .extracting(Flips.Flip::index)
        .containsExactlyElementsOf(expected);
    assertThat(accuracy.flips().lost())
        .allSatisfy(flip -> assertThat(flip.text()).isEqualTo(queries.get(flip.index()).text()));
    assertThat(accuracy.flips().gained()).isEmpty();
    assertThat(accuracy.flips().perIntent())
        .extracting(Flips.IntentFlips::intent)
        .isSubsetOf(labels);
  }

  private Finding compare(ModelVariant whole, ModelVariant swapped, Dataset dataset)
      throws Exception {
    Policy policy = PolicyTest.with("accuracyConfidence", 0.95);
    QueryTexts texts = (reference, index) -> dataset.queries(Split.TEST).get(index).text();
    return new Gate(policy, null, List.of(), texts)
        .compare(evaluated(whole, dataset), evaluated(swapped, dataset))
        .finding("distilbert", Catalogue.ACCURACY)
        .orElseThrow();
  }

  /** A run whose answers of distilbert are those of the model. */
  private StoredRun evaluated(ModelVariant model, Dataset dataset) throws Exception {
    StoredRun run = reference(1, 2);
    Evaluated evaluated = Evaluator.evaluate(model, dataset, 2, Progress.NONE);
    evaluated.write(run.folder());
    Path file = new RunFiles(run.folder()).predictions("distilbert");
    Evaluation evaluation = evaluated.evaluation();
    String digest = Digests.sha256(file);
    assertThat(Predictions.read(file)).hasSize(dataset.queries(Split.TEST).size());
    return edited(
        run,
        tree -> {
          ObjectNode variant = variant(tree, "distilbert");
          ((ObjectNode) variant.get("accuracy"))
              .put("correct", evaluation.correct())
              .put("queries", dataset.queries(Split.TEST).size())
              .put("inScopeAccuracy", evaluation.inScopeAccuracy())
              .put("outOfScopeRecall", evaluation.outOfScopeRecall())
              .put("macroF1", evaluation.macroF1());
          ((ObjectNode) variant.get("predictions")).put("sha256", digest);
        });
  }

  private static Dataset answered(ModelVariant model, List<LabelledQuery> queries) {
    List<LabelledQuery> answered = new ArrayList<>();
    try (Classifier classifier = Classifier.open(model, SessionSettings.ofThreads(1))) {
      for (LabelledQuery query : queries) {
        answered.add(new LabelledQuery(query.text(), classifier.classify(query.text()).label()));
      }
    }
    return new Dataset("answers", "0".repeat(64), false, Map.of(Split.TEST, answered));
  }

  private static List<LabelledQuery> randomQueries() {
    Random random = new Random(7);
    List<String> words =
        TinyVariant.VOCABULARY.stream().filter(word -> word.matches("[a-z]+")).toList();
    List<LabelledQuery> queries = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      List<String> text = new ArrayList<>();
      for (int j = 0; j < 4; j++) {
        text.add(words.get(random.nextInt(words.size())));
      }
      queries.add(new LabelledQuery(String.join(" ", text), "oos"));
    }
    return queries;
  }

  /** The model with the rows of two labels swapped in whatever has one entry for each label. */
  private ModelVariant copy(ModelVariant variant, String first, String second) throws IOException {
    int width = variant.labels().size();
    int from = variant.labels().indexOf(first);
    int to = variant.labels().indexOf(second);
    ModelProto.Builder model;
    try (InputStream in = Files.newInputStream(variant.modelFile())) {
      model = ModelProto.newBuilder().mergeFrom(in);
    }
    for (TensorProto.Builder tensor : model.getGraphBuilder().getInitializerBuilderList()) {
      if (tensor.getDimsCount() > 0 && tensor.getDims(tensor.getDimsCount() - 1) == width) {
        swap(tensor, width, from, to);
      }
    }
    Path copy = Files.createDirectories(folder.resolve("swapped").resolve(variant.id()));
    try (OutputStream out = Files.newOutputStream(copy.resolve("model.onnx"))) {
      model.build().writeTo(out);
    }
    Files.copy(
        variant.modelFile().resolveSibling("tokenizer.json"), copy.resolve("tokenizer.json"));
    return new ModelVariant(
        copy, variant.id(), "Swapped", variant.labels(), variant.maximumLength(), null);
  }

  private static void swap(TensorProto.Builder tensor, int width, int from, int to) {
    if (tensor.getFloatDataCount() > 0) {
      List<Float> values = new ArrayList<>(tensor.getFloatDataList());
      for (int row = 0; row < values.size(); row += width) {
        Collections.swap(values, row + from, row + to);
      }
      tensor.clearFloatData().addAllFloatData(values);
      return;
    }
    byte[] raw = tensor.getRawData().toByteArray();
    for (int row = 0; row < raw.length; row += width * Float.BYTES) {
      int a = row + from * Float.BYTES;
      int b = row + to * Float.BYTES;
      byte[] kept = Arrays.copyOfRange(raw, a, a + Float.BYTES);
      System.arraycopy(raw, b, raw, a, Float.BYTES);
      System.arraycopy(kept, 0, raw, b, Float.BYTES);
    }
    tensor.setRawData(ByteString.copyFrom(raw));
  }
}
