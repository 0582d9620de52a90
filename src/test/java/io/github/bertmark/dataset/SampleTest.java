package io.github.bertmark.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bertmark.InputException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleTest {
  private final Dataset sample = Datasets.sample();
  private final List<LabelledQuery> queries = sample.queries(Split.TEST);

  @Test
  void saysThatItIsTheSample() {
    assertThat(sample.sample()).isTrue();
    assertThat(sample.name()).isEqualTo("built-in sample");
    assertThat(sample.sha256()).matches("[0-9a-f]{64}");
  }

  @Test
  void hasTheLabelsOfClinc150() {
    TreeSet<String> expected = new TreeSet<>(IntentDomains.clinc150().keySet());
    expected.add(LabelledQuery.OUT_OF_SCOPE);

    assertThat(sample.labels()).hasSize(151).containsExactlyElementsOf(expected);
  }

  @Test
  void hasEnoughQueriesForEachLabel() {
    Map<String, Long> counts =
        queries.stream()
            .collect(Collectors.groupingBy(LabelledQuery::label, Collectors.counting()));

    assertThat(counts.remove(LabelledQuery.OUT_OF_SCOPE)).isGreaterThanOrEqualTo(60);
    assertThat(counts).allSatisfy((label, count) -> assertThat(count).isGreaterThanOrEqualTo(3));
  }

  @Test
  void hasNoQueryTwice() {
    assertThat(
            queries.stream()
                .map(query -> query.text().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ")))
        .doesNotHaveDuplicates();
  }

  @Test
  void hasQueriesAsUsersTypeThem() {
    assertThat(queries)
        .allSatisfy(
            query -> {
              assertThat(query.text()).isEqualTo(query.text().strip()).doesNotContain("  ");
              assertThat(query.text().length()).isBetween(4, 120);
            });
  }

  @ParameterizedTest
  @EnumSource(names = {"TRAIN", "VALIDATION"})
  void isNotToBeTrainedOn(Split split) {
    assertThatThrownBy(() -> sample.queries(split))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("built-in sample: has no ");
  }

  @Test
  void eachDomainHasFifteenIntents() {
    Map<String, Long> sizes =
        IntentDomains.clinc150().values().stream()
            .collect(Collectors.groupingBy(domain -> domain, Collectors.counting()));

    assertThat(sizes).hasSize(10).allSatisfy((domain, size) -> assertThat(size).isEqualTo(15));
  }
}
