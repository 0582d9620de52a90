package io.github.bertmark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bertmark.InputException;
import io.github.bertmark.dataset.Dataset;
import io.github.bertmark.dataset.LabelledQuery;
import io.github.bertmark.dataset.Split;
import io.github.bertmark.model.ModelVariant;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LabelJoinTest {
  private static ModelVariant variant(String... labels) {
    return new ModelVariant(Path.of("tiny"), "tiny", "Tiny", List.of(labels), 16, null);
  }

  private static Dataset dataset(Split split, String... labels) {
    List<LabelledQuery> queries = Stream.of(labels).map(l -> new LabelledQuery("x", l)).toList();
    return new Dataset("made up", "00", false, Map.of(split, queries));
  }

  @Test
  void numbersAreNamesWhereTheModelHasNumbers() {
    LabelJoin join =
        LabelJoin.of(variant("2", "1", "0"), dataset(Split.TEST, "0", "2"), Split.TEST);
    assertThat(join.ofVariant("0")).isEqualTo("0");
    assertThat(join.note()).isNull();
  }

  @Test
  void numbersArePositionsWhereItHasNone() {
    LabelJoin join =
        LabelJoin.of(variant("a", "b", "c"), dataset(Split.TEST, "0", "2"), Split.TEST);
    assertThat(join.ofVariant("0")).isEqualTo("a");
    assertThat(join.ofVariant("2")).isEqualTo("c");
    assertThat(join.note()).contains("0 is \"a\", 1 is \"b\", and so on");
  }

  @Test
  void whatIsWrittenOtherwiseIsNoPosition() {
    for (String label : List.of("01", "1.0", "-1", "+1", "1 ", "9999999999")) {
      assertThatThrownBy(
              () -> LabelJoin.of(variant("a", "b"), dataset(Split.TEST, "0", label), Split.TEST))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("does not know its label \"0\" (and 1 others)");
    }
  }

  @Test
  void anotherSplitIsJoinedByItsOwnLabels() {
    Dataset dataset = dataset(Split.VALIDATION, "a", "z");
    assertThatThrownBy(() -> LabelJoin.of(variant("a", "b"), dataset, Split.VALIDATION))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("\"z\"");
  }
}
