package io.github.bertmark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.Growth;
import io.github.bertmark.Progress;
import io.github.bertmark.dataset.LabelledQuery;
import io.github.bertmark.predictions.Prediction;
import io.github.bertmark.predictions.Predictions;
import io.github.bertmark.statistics.Churn;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An evaluation of 100,000 queries. */
class ManyQueriesTest {
  private static final int QUERIES = 100_000;

  @TempDir Path folder;

  @Test
  void areAnsweredWrittenReadAndCountedInProportion() throws Exception {
    Path file = folder.resolve("many.csv");
    Growth.assertInProportion(
        QUERIES,
        queries -> {
          List<Integer> indexes = IntStream.range(0, queries).boxed().toList();
          List<Prediction> answers =
              ConcurrentCalls.map(
                  indexes, i -> answer(i, 7), 2, Progress.NONE.start("many", queries));
          Predictions.write(file, answers);
          List<Prediction> read = Predictions.read(file);
          assertThat(read).isEqualTo(answers);
          assertThat(Metrics.of(read, LabelledQuery.OUT_OF_SCOPE).queries()).isEqualTo(queries);
        });
  }

  @Test
  void areComparedInProportion() throws Exception {
    Growth.assertInProportion(
        QUERIES,
        queries ->
            assertThat(Churn.of(answers(queries, 7), answers(queries, 5)).test().queries())
                .isEqualTo(queries));
  }

  private static List<Prediction> answers(int queries, int step) {
    return IntStream.range(0, queries).mapToObj(i -> answer(i, step)).toList();
  }

  private static Prediction answer(int query, int step) {
    return new Prediction(query, "label-" + query % 150, "label-" + query * step % 151, 0.5f);
  }
}
