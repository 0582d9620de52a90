package io.github.bertmark.jmh;

import io.github.bertmark.classify.Classifier;
import io.github.bertmark.raw.TrafficRecord;
import io.github.bertmark.scenario.traffic.TrafficSample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/** A sample of the data set's queries, and what each took in the latest pass. */
@State(Scope.Benchmark)
public class TrafficState {
  /** Of the sample by length, so that memory has grown to the longest ones before it is timed. */
  private static final int WARM_UP_STEP = 10;

  private VariantState variant;
  private List<Integer> lengths;
  private List<Integer> positions;
  private String[] queries;
  private String[] labels;
  private long[] nanos;
  private int[] order = new int[0];

  @Setup
  public void choose(VariantState variant) throws IOException {
    this.variant = variant;
    List<String> texts = DatasetTexts.read();
    lengths = texts.stream().map(this::tokens).toList();
    positions = TrafficSample.of(lengths);
    queries = positions.stream().map(texts::get).toArray(String[]::new);
    labels = new String[queries.length];
    nanos = new long[queries.length];
  }

  private int tokens(String text) {
    return variant.classifier.tokenize(text).length();
  }

  /** A part of the sample to warm up, all of it to be timed; in an order of the fork's own. */
  @Setup(Level.Iteration)
  public void shuffle(IterationParams iteration, ForkLog log) throws IOException {
    boolean timed = iteration.getType() == IterationType.MEASUREMENT;
    int step = timed ? 1 : WARM_UP_STEP;
    List<Integer> all =
        IntStream.iterate(queries.length - 1, i -> i >= 0, i -> i - step)
            .boxed()
            .collect(Collectors.toList());
    Path forks = variant.settings.forks();
    int fork = forks == null ? 0 : TrafficRecord.count(forks, variant.variant);
    Collections.shuffle(all, new Random(fork));
    order = all.stream().mapToInt(i -> i).toArray();
    // The run's own query, for the audit of the fork's answers.
    log.answered(variant.classifier.classify(variant.query));
  }

  /** One call for each query. */
  int pass() {
    Classifier classifier = variant.classifier;
    for (int i : order) {
      long start = System.nanoTime();
      labels[i] = classifier.classify(queries[i]).label();
      nanos[i] = System.nanoTime() - start;
    }
    return order.length;
  }

  @TearDown
  public void write() throws IOException {
    Path forks = variant.settings.forks();
    if (forks != null) {
      new TrafficRecord(
              variant.modelSha256,
              tokens(variant.query),
              TrafficSample.lengths(lengths),
              positions,
              positions.stream().map(lengths::get).toList(),
              List.of(labels),
              Arrays.stream(nanos).boxed().toList())
          .write(forks, variant.variant);
    }
  }
}
