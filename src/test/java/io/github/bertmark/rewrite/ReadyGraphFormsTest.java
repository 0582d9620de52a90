package io.github.bertmark.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.bertmark.Progress;
import io.github.bertmark.classify.Classifier;
import io.github.bertmark.classify.SessionSettings;
import io.github.bertmark.dataset.Datasets;
import io.github.bertmark.dataset.LabelledQuery;
import io.github.bertmark.dataset.Split;
import io.github.bertmark.model.ModelFolder;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.model.NumericForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real fine-tuned model, taken as a ready graph: what its forms cost in answers and size. */
@Tag("models")
class ReadyGraphFormsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"int8, 0.97, 0.27", "int4-block-32, 0.97, 0.17"})
  void keepsTheAnswersInAFractionOfTheSize(String form, double answers, double size)
      throws IOException {
    ModelVariant distilbert = ModelFolder.at(Path.of("models")).variant("distilbert");
    assumeTrue(Files.exists(distilbert.modelFile()), "it is built by prepare");
    ModelVariant other =
        new ModelVariant(
            folder, "other", "Other", distilbert.labels(), distilbert.maximumLength(), null);
    Files.copy(distilbert.tokenizerFile(), other.tokenizerFile());

    GraphRewriter.write(
        distilbert.modelFile(), NumericForm.of(form), other.modelFile(), Progress.NONE);

    double share = (double) Files.size(other.modelFile()) / Files.size(distilbert.modelFile());
    assertThat(share).isLessThan(size);
    List<LabelledQuery> queries = Datasets.sample().queries(Split.TEST);
    int same = 0;
    try (Classifier before = Classifier.open(distilbert, SessionSettings.ofThreads(2));
        Classifier after = Classifier.open(other, SessionSettings.ofThreads(2))) {
      for (LabelledQuery query : queries) {
        String expected = before.classify(query.text()).label();
        same += after.classify(query.text()).label().equals(expected) ? 1 : 0;
      }
    }
    assertThat((double) same / queries.size()).isGreaterThanOrEqualTo(answers);
  }
}
