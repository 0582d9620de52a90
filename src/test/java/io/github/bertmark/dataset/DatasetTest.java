package io.github.bertmark.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bertmark.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatasetTest {
  private static final LabelledQuery BYE = new LabelledQuery("so long", "goodbye");
  private static final LabelledQuery OOS = new LabelledQuery("which knot", "oos");
  private static final LabelledQuery ALARM = new LabelledQuery("wake me", "alarm");

  @Test
  void labelsAreSortedAndOnce() {
    Dataset dataset =
        new Dataset(
            "small",
            "00",
            false,
            Map.of(Split.TRAIN, List.of(OOS, BYE, OOS), Split.TEST, List.of(ALARM, BYE)));

    assertThat(dataset.labels()).containsExactly("alarm", "goodbye", "oos");
  }

  @Test
  void laterChangesOfTheGivenListsDoNotShow() {
    List<LabelledQuery> queries = new ArrayList<>(List.of(BYE));
    Dataset dataset = new Dataset("small", "00", false, Map.of(Split.TEST, queries));

    queries.add(OOS);

    assertThat(dataset.queries(Split.TEST)).containsExactly(BYE);
  }

  @Test
  void aSplitThatIsNotThereIsAnInputError() {
    Dataset dataset = new Dataset("small", "00", false, Map.of(Split.TEST, List.of(BYE)));

    assertThatThrownBy(() -> dataset.queries(Split.TRAIN))
        .isInstanceOf(InputException.class)
        .hasMessage("small: has no train split; use the CLINC150 file instead");
  }

  @Test
  void onlyTheOutOfScopeLabelIsOutOfScope() {
    assertThat(OOS.outOfScope()).isTrue();
    assertThat(BYE.outOfScope()).isFalse();
  }
}
