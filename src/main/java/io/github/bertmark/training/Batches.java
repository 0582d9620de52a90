package io.github.bertmark.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Cuts a split into batches of queries of similar length. */
final class Batches {
  /** Batches sorted by length together: enough for little padding, few enough to stay random. */
  private static final int BATCHES_PER_BUCKET = 50;

  private Batches() {}

  /**
   * The queries of an epoch: each as often as the recipe shows its label.
   *
   * @param labels by the queries' indices
   */
  static List<EncodedQuery> repeated(
      List<EncodedQuery> queries, List<String> labels, TrainingRecipe recipe) {
    return queries.stream()
        .flatMap(
            query -> Collections.nCopies(recipe.repeats(labels.get(query.label())), query).stream())
        .toList();
  }

  /** A seeded shuffle, cut into length buckets; each query is in one batch. */
  static List<Batch> shuffled(List<EncodedQuery> queries, int batchSize, long seed) {
    Random random = new Random(seed);
    List<EncodedQuery> order = new ArrayList<>(queries);
    Collections.shuffle(order, random);
    List<Batch> batches = new ArrayList<>();
    int bucketSize = batchSize * BATCHES_PER_BUCKET;
    for (int from = 0; from < order.size(); from += bucketSize) {
      List<EncodedQuery> bucket = order.subList(from, Math.min(from + bucketSize, order.size()));
      batches.addAll(sortedByLength(bucket, batchSize));
    }
    Collections.shuffle(batches, random);
    return batches;
  }

  /** All queries, shortest first; for evaluation. */
  static List<Batch> sortedByLength(List<EncodedQuery> queries, int batchSize) {
    List<EncodedQuery> sorted = new ArrayList<>(queries);
    sorted.sort(Comparator.comparingInt(EncodedQuery::length));
    List<Batch> batches = new ArrayList<>();
    for (int from = 0; from < sorted.size(); from += batchSize) {
      batches.add(new Batch(sorted.subList(from, Math.min(from + batchSize, sorted.size()))));
    }
    return batches;
  }
}
