package io.github.bertmark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bertmark.comparison.Flips;
import io.github.bertmark.comparison.Flips.IntentFlips;
import io.github.bertmark.statistics.Churn.Flip;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChurnTest {
  private record Answer(int index, String expected, String predicted) implements Churn.Answer {}

  private static final List<Answer> BASE =
      List.of(
          new Answer(0, "pin", "pin"),
          new Answer(1, "pin", "pin"),
          new Answer(2, "pin", "bill"),
          new Answer(3, "bill", "pin"),
          new Answer(4, "bill", "bill"),
          new Answer(5, "oos", "bill"));
  private static final List<Answer> CANDIDATE =
      List.of(
          new Answer(0, "pin", "pin"),
          new Answer(1, "pin", "oos"),
          new Answer(2, "pin", "pin"),
          new Answer(3, "bill", "oos"),
          new Answer(4, "bill", "pin"),
          new Answer(5, "oos", "bill"));

  @Test
  void everyQueryIsInItsPlace() {
    Churn churn = Churn.of(BASE, CANDIDATE);
    assertThat(churn.test()).isEqualTo(new McNemar(1, 2, 1, 2));
    assertThat(churn.agreement()).isEqualTo(2 / 6.0);
    assertThat(churn.fixed()).containsExactly(new Flip(2, "pin", "bill", "pin"));
    assertThat(churn.broken())
        .containsExactly(new Flip(1, "pin", "pin", "oos"), new Flip(4, "bill", "bill", "pin"));
    assertThat(churn.changedWrong()).containsExactly(new Flip(3, "bill", "pin", "oos"));
    assertThat(Flips.of(churn, index -> null).perIntent())
        .containsExactly(new IntentFlips("bill", 1, 0, 1), new IntentFlips("pin", 1, 1, 0));
  }

  @Test
  void theOrderOfTheAnswersDoesNotMatter() {
    List<Answer> shuffled = new ArrayList<>(CANDIDATE);
    Collections.shuffle(shuffled, new Random(1));
    assertThat(Churn.of(BASE, shuffled)).isEqualTo(Churn.of(BASE, CANDIDATE));
  }

  @Test
  void theSameAnswersDoNotChurn() {
    Churn churn = Churn.of(BASE, BASE);
    assertThat(churn.agreement()).isEqualTo(1);
    assertThat(churn.test().pValue()).isEqualTo(1);
    assertThat(Flips.of(churn, index -> null).perIntent()).isEmpty();
  }

  @Test
  void unlikeQueriesAreRefused() {
    assertThatThrownBy(() -> Churn.of(BASE, CANDIDATE.subList(0, 5)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> Churn.of(List.of(new Answer(0, "a", "a")), List.of(new Answer(0, "b", "a"))))
        .hasMessageContaining("query 0");
    assertThatThrownBy(
            () -> Churn.of(List.of(BASE.get(0), BASE.get(0)), List.of(BASE.get(0), BASE.get(0))))
        .hasMessageContaining("twice");
  }
}
