package io.github.bertmark.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.Digests;
import io.github.bertmark.Progress;
import io.github.bertmark.checkpoint.jar.BaseCheckpoint;
import io.github.bertmark.dataset.Dataset;
import io.github.bertmark.dataset.Datasets;
import io.github.bertmark.dataset.LabelledQuery;
import io.github.bertmark.dataset.Split;
import io.github.bertmark.export.Exporter;
import io.github.bertmark.model.ModelFolder;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.model.VariantSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The quantised variants as {@code prepare} builds them. */
@Tag("models")
class QuantizedVariantsTest {
  private static final ModelFolder MODELS = ModelFolder.at(Path.of("models"));
  private static final double MIB = 1 << 20;
  private static final int QUERIES = 150;

  @TempDir Path scratch;

  @ParameterizedTest
  @CsvSource({
    "bert-int8, 107",
    "bert-int4, 64.2",
    "distilbert-int8, 66",
    "distilbert-int4, 50",
    "distilbert-3l-int8, 36",
    "distilbert-3l-int4, 28"
  })
  void isAsSmallAsPromised(String id, double largestMiB) throws IOException {
    assertThat(Files.size(MODELS.variant(id).modelFile()) / MIB).isLessThanOrEqualTo(largestMiB);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bert-int8", "distilbert-int4"})
  void isTheSameWhenBuiltAgain(String id) throws Exception {
    ModelVariant variant = MODELS.variant(id);
    VariantSource source = variant.source();
    try (Exporter exporter = exporter()) {
      new Candidates(exporter, scratch, 2)
          .answers(variant, variant, source.form(), List.of("hello"));
    }
    // The adapter's path is no part of the model.
    assertThat(Digests.sha256(scratch.resolve("model.onnx")))
        .isEqualTo(Digests.sha256(variant.modelFile()));
  }

  /** On queries that no choice was made by: the default seed of the analysis is another. */
  @ParameterizedTest
  @ValueSource(strings = {"bert-int8", "bert-int4", "distilbert-int8", "distilbert-int4"})
  @EnabledIfEnvironmentVariable(named = "BERTMARK_DATASET", matches = ".+")
  void answersAsItsParentDoes(String id) throws Exception {
    Dataset dataset = Datasets.read(Path.of(System.getenv("BERTMARK_DATASET")));
    List<LabelledQuery> all = dataset.queries(Split.VALIDATION);
    List<LabelledQuery> some =
        all.stream().filter(query -> all.indexOf(query) % (all.size() / QUERIES) == 0).toList();
    List<String> texts = some.stream().map(LabelledQuery::text).toList();
    ModelVariant variant = MODELS.variant(id);
    List<Integer> expected =
        some.stream().map(query -> variant.labels().indexOf(query.label())).toList();
    try (Exporter exporter = exporter()) {
      Candidates candidates = new Candidates(exporter, scratch, 2);
      List<Logits> parent = candidates.logits(MODELS.variant(variant.parent()), texts);

      Distance distance = Distance.of(candidates.logits(variant, texts), parent, expected);

      assertThat(distance.agreement()).isGreaterThanOrEqualTo(0.97);
      assertThat(distance.divergenceNats()).isLessThan(0.02);
      assertThat(distance.accuracy())
          .isGreaterThan(Distance.of(parent, parent, expected).accuracy() - 0.02);
    }
  }

  private static Exporter exporter() {
    String named = System.getProperty("bertmark.base");
    Path repository = Path.of(System.getProperty("user.home"), ".m2", "repository");
    Path jar =
        BaseCheckpoint.BERT_BASE_UNCASED.locate(named == null ? null : Path.of(named), repository);
    return new Exporter(jar, repository, Progress.NONE);
  }
}
