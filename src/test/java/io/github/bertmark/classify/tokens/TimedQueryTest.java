package io.github.bertmark.classify.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.Digests;
import io.github.bertmark.classify.Classifier;
import io.github.bertmark.classify.SessionSettings;
import io.github.bertmark.classify.TinyVariant;
import io.github.bertmark.model.ModelVariant;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimedQueryTest {
  @TempDir Path folder;

  @Test
  void isOfTheMedianLengthWhateverTheOrderOfTheTexts() throws Exception {
    ModelVariant variant = new TinyVariant().write(folder.resolve("tiny"));
    Random random = new Random(3);
    for (int size = 1; size < 40; size += 3) {
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        texts.add(
            "what is " + i + " pin".repeat(random.nextInt(3)) + " card".repeat(random.nextInt(9)));
      }
      TimedQuery query = TimedQuery.typical(variant, texts);
      Collections.shuffle(texts, random);
      assertThat(TimedQuery.typical(variant, texts)).isEqualTo(query);
      try (Classifier classifier = Classifier.open(variant, SessionSettings.ofThreads(1))) {
        int length = classifier.tokenize(query.text()).length();
        long shorter = texts.stream().filter(t -> classifier.tokenize(t).length() < length).count();
        List<String> equal =
            texts.stream().filter(t -> classifier.tokenize(t).length() == length).toList();
        assertThat(shorter).isLessThanOrEqualTo((size - 1) / 2);
        assertThat(shorter + equal.size()).isGreaterThan((size - 1) / 2);
        String own = Digests.sha256(query.text().getBytes(UTF_8));
        assertThat(equal)
            .contains(query.text())
            .allMatch(t -> Digests.sha256(t.getBytes(UTF_8)).compareTo(own) >= 0);
        assertThat(query.choice()).contains(length + " tokens of tiny");
      }
    }
  }

  @Test
  void theBooksIsTheUsualOneHoweverItIsNamed() {
    assertThat(TimedQuery.named(BenchmarkQuery.TEXT)).isEqualTo(TimedQuery.BOOK);
    assertThat(TimedQuery.named("a \ud800").text()).isEqualTo("a \ufffd");
  }
}
