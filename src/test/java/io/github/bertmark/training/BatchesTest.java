package io.github.bertmark.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchesTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 32, 33, 5000})
  void everyQueryIsInOneBatch(int size) {
    List<EncodedQuery> queries = queries(size);
    for (List<Batch> batches :
        List.of(Batches.shuffled(queries, 32, 5), Batches.sortedByLength(queries, 32))) {
      assertThat(batches.stream().flatMap(batch -> batch.queries().stream()))
          .containsExactlyInAnyOrderElementsOf(queries);
      assertThat(batches).allMatch(batch -> batch.size() <= 32);
    }
  }

  @Test
  void anEpochShowsAQueryAsOftenAsTheRecipeRepeatsItsLabel() {
    TrainingRecipe recipe =
        new TrainingRecipe(1, 1, 1, 1, 1, 1, 0, 0, 1, 0, Map.of("c", 3, "d", 2), null);
    List<EncodedQuery> queries = queries(100);
    List<EncodedQuery> shown = Batches.repeated(queries, List.of("a", "b", "c", "d", "e"), recipe);
    for (EncodedQuery query : queries) {
      int times = query.label() == 2 ? 3 : query.label() == 3 ? 2 : 1;
      assertThat(Collections.frequency(shown, query)).isEqualTo(times);
    }
    assertThat(shown).hasSize(100 + 2 * 20 + 20);
  }

  @Test
  void theSeedDecidesTheOrder() {
    List<EncodedQuery> queries = queries(500);
    assertThat(Batches.shuffled(queries, 32, 1)).isEqualTo(Batches.shuffled(queries, 32, 1));
    assertThat(Batches.shuffled(queries, 32, 1)).isNotEqualTo(Batches.shuffled(queries, 32, 2));
  }

  @Test
  void lengthBucketsPadLessThanBatchesInOrder() {
    List<EncodedQuery> queries = queries(3200);
    long plain = 0;
    for (int from = 0; from < queries.size(); from += 32) {
      plain += paddedTokens(new Batch(queries.subList(from, from + 32)));
    }
    long bucketed =
        Batches.shuffled(queries, 32, 1).stream().mapToLong(BatchesTest::paddedTokens).sum();
    assertThat(bucketed).isLessThan(plain * 2 / 3);
  }

  @Test
  void aBatchIsPaddedToItsLongestQueryAndMasksThePadding() {
    Batch batch =
        new Batch(
            List.of(
                new EncodedQuery(0, List.of(101L, 7L, 102L), 0),
                new EncodedQuery(1, List.of(101L, 102L), 1)));
    assertThat(batch.sequence()).isEqualTo(3);
    assertThat(batch.tokenIds()).containsExactly(101, 7, 102, 101, 102, 0);
    assertThat(batch.positions()).containsExactly(0, 1, 2, 0, 1, 2);
    assertThat(batch.additiveMask()).containsExactly(0, 0, 0, 0, 0, -10_000);
    assertThat(batch.firstTokens()).containsExactly(0, 3);
    assertThat(batch.tokenShares()).containsExactly(1 / 3f, 1 / 3f, 1 / 3f, 0.5f, 0.5f, 0);
  }

  private static long paddedTokens(Batch batch) {
    return (long) batch.size() * batch.sequence();
  }

  private static List<EncodedQuery> queries(int size) {
    Random random = new Random(size);
    List<EncodedQuery> queries = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int length = 2 + random.nextInt(30);
      queries.add(new EncodedQuery(i, Collections.nCopies(length, (long) i), i % 5));
    }
    return queries;
  }
}
