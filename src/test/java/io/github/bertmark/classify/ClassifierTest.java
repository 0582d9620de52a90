package io.github.bertmark.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import com.sun.management.ThreadMXBean;
import io.github.bertmark.classify.tokens.BenchmarkQuery;
import io.github.bertmark.classify.tokens.TokenizedQuery;
import io.github.bertmark.model.ModelVariant;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassifierTest {
  @TempDir Path folder;
  private Classifier classifier;

  @BeforeEach
  void open() throws IOException {
    ModelVariant variant = new TinyVariant().write(folder.resolve("tiny"));
    classifier = Classifier.open(variant, SessionSettings.ofThreads(1));
  }

  @AfterEach
  void close() {
    classifier.close();
  }

  private static List<String> queries(int count, long seed) {
    RandomGenerator random = new Random(seed);
    List<String> words = TinyVariant.VOCABULARY.subList(4, TinyVariant.VOCABULARY.size());
    List<String> queries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder query = new StringBuilder();
      for (int n = random.nextInt(20); n > 0; n--) {
        query.append(words.get(random.nextInt(words.size()))).append(' ');
      }
      queries.add(query.toString());
    }
    return queries;
  }

  @Test
  void tokenIdsAreTheVocabularysBetweenClsAndSep() {
    assertThat(classifier.tokenize(BenchmarkQuery.TEXT).tokenIds())
        .containsExactly(2L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 3L);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void logitsAreThoseOfTheGraph(boolean tokenTypes) throws IOException {
    TinyVariant tiny = new TinyVariant();
    tiny.tokenTypes = tokenTypes;
    ModelVariant variant = tiny.write(folder.resolve("other"));
    var rows = tiny.model().getGraph().getInitializer(0).getFloatDataList();
    double[] expected = new double[TinyVariant.LABELS.size()];
    try (Classifier other = Classifier.open(variant, SessionSettings.ofThreads(1))) {
      TokenizedQuery query = other.tokenize(BenchmarkQuery.TEXT);
      for (long id : query.tokenIds()) {
        for (int label = 0; label < expected.length; label++) {
          expected[label] += rows.get((int) id * expected.length + label);
          if (tokenTypes) {
            expected[label] += tiny.model().getGraph().getInitializer(1).getFloatData(label);
          }
        }
      }
      float[] logits = other.infer(query);
      assertThat(logits).hasSameSizeAs(expected);
      for (int label = 0; label < expected.length; label++) {
        assertThat((double) logits[label]).isCloseTo(expected[label], within(1e-5));
      }
    }
  }

  private static org.assertj.core.data.Offset<Double> within(double offset) {
    return org.assertj.core.data.Offset.offset(offset);
  }

  @Test
  void theStagesComposeToClassify() {
    for (String query : queries(50, 1)) {
      Classification byStages = classifier.label(classifier.infer(classifier.tokenize(query)));
      assertThat(classifier.classify(query)).isEqualTo(byStages);
    }
  }

  @Test
  void thePreparedRunGivesTheSameLogits() throws OrtException {
    for (String query : queries(10, 2)) {
      TokenizedQuery tokens = classifier.tokenize(query);
      try (PreparedRun run = classifier.prepare(tokens)) {
        assertThat(run.run().getFloatBuffer().array()).isEqualTo(classifier.infer(tokens));
      }
    }
  }

  @Test
  void answersDoNotDependOnTheOrderOfTheQueries() {
    List<String> queries = queries(100, 3);
    List<Classification> answers = queries.stream().map(classifier::classify).toList();
    List<Integer> order =
        new ArrayList<>(java.util.stream.IntStream.range(0, 100).boxed().toList());
    Collections.shuffle(order, new Random(4));
    for (int i : order) {
      assertThat(classifier.classify(queries.get(i))).isEqualTo(answers.get(i));
    }
  }

  @Test
  void concurrentCallsGiveTheAnswersOfSerialOnes() throws Exception {
    List<String> queries = queries(200, 5);
    List<Classification> serial = queries.stream().map(classifier::classify).toList();
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      List<Future<List<Classification>>> concurrent = new ArrayList<>();
      for (int thread = 0; thread < 16; thread++) {
        concurrent.add(threads.submit(() -> queries.stream().map(classifier::classify).toList()));
      }
      for (Future<List<Classification>> answers : concurrent) {
        assertThat(answers.get()).isEqualTo(serial);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void inferenceReturnsLogitsThatLaterCallsLeaveAlone() {
    float[] logits = classifier.infer(classifier.tokenize("weather today"));
    float[] copy = logits.clone();
    classifier.classify("book a hotel");
    assertThat(logits).isEqualTo(copy);
  }

  @Test
  void aCallAllocatesItsTokensAndItsAnswerBesidesTheBareRun() throws Exception {
    try (PreparedRun run = classifier.prepare(classifier.tokenize(BenchmarkQuery.TEXT))) {
      double bare = bytesPerCall(run::run);
      double whole = bytesPerCall(() -> classifier.classify(BenchmarkQuery.TEXT));
      // Two arrays of 11 longs from the tokenizer, the object around them and the classification.
      assertThat(whole - bare).isBetween(0.0, 300.0);
    }
  }

  private static double bytesPerCall(Callable<?> call) throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int i = 0; i < 1000; i++) {
      call.call();
    }
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    for (int i = 0; i < 1000; i++) {
      call.call();
    }
    return (threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before) / 1000.0;
  }

  @Test
  void whatIsOpenedIsToldWithItsSettings() {
    assertThat(classifier.variant().id()).isEqualTo("tiny");
    assertThat(classifier.settings()).isEqualTo(SessionSettings.ofThreads(1));
    assertThat(Classifier.onnxRuntimeVersion()).matches("\\d+\\.\\d+\\.\\d+");
  }

  @Test
  void closingTwiceDoesNothing() {
    classifier.close();
    classifier.close();
  }

  @Test
  void aClosedClassifierSaysSo() {
    TokenizedQuery tokens = classifier.tokenize("weather");
    classifier.close();
    List<Callable<?>> calls =
        List.of(
            () -> classifier.classify("weather"),
            () -> classifier.tokenize("weather"),
            () -> classifier.infer(tokens),
            () -> classifier.prepare(tokens));
    for (Callable<?> call : calls) {
      assertThatThrownBy(call::call)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the classifier is closed");
    }
  }

  @Test
  void closingWhileOthersCallEndsThemOrderly() throws Exception {
    for (int round = 0; round < 20; round++) {
      close();
      open();
      ExecutorService threads = Executors.newFixedThreadPool(8);
      CountDownLatch started = new CountDownLatch(8);
      List<Future<?>> calls = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        calls.add(threads.submit(() -> classifyUntilClosed(started)));
      }
      started.await();
      classifier.close();
      for (Future<?> call : calls) {
        assertThatThrownBy(call::get).hasRootCauseInstanceOf(IllegalStateException.class);
      }
      threads.shutdown();
    }
  }

  private Void classifyUntilClosed(CountDownLatch started) {
    classifier.classify("weather today");
    started.countDown();
    while (true) {
      classifier.classify("weather today");
    }
  }

  @Test
  void tokensOfAnotherModelAreRefused() throws IOException {
    TinyVariant untyped = new TinyVariant();
    untyped.tokenTypes = false;
    untyped.maximumLength = 32;
    try (Classifier other =
        Classifier.open(untyped.write(folder.resolve("untyped")), SessionSettings.ofThreads(1))) {
      assertThatThrownBy(() -> classifier.infer(other.tokenize("weather")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("without types");
      assertThatThrownBy(() -> classifier.infer(other.tokenize("weather ".repeat(20))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("22 tokens");
    }
    assertThat(classifier.classify("weather")).isEqualTo(classifier.classify("weather"));
  }
}
