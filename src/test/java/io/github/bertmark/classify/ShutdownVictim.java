package io.github.bertmark.classify;

import io.github.bertmark.classify.tokens.BenchmarkQuery;
import io.github.bertmark.model.ModelFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A program that classifies without pause until it is killed: {@code <models> <long|short> <serve|
 * plain> <variant>...}, with two callers for each variant.
 *
 * <p>With {@code serve} it behaves as a server that lets its requests finish: a shutdown hook of
 * its own waits until every caller has been answered once more, calls that began after the signal
 * among them. It writes READY when all have been answered once, and then nothing that is not amiss.
 */
final class ShutdownVictim {
  private static final int CALLERS = 2;

  private ShutdownVictim() {}

  public static void main(String[] arguments) throws InterruptedException {
    ModelFolder models = ModelFolder.at(Path.of(arguments[0]));
    boolean manyTokens = arguments[1].equals("long");
    List<AtomicLong> answers = new ArrayList<>();
    for (String variant : List.of(arguments).subList(3, arguments.length)) {
      Classifier classifier =
          Classifier.open(models.variant(variant), SessionSettings.ofThreads(2));
      String query = manyTokens ? "word ".repeat(400) : BenchmarkQuery.TEXT;
      Classification expected = classifier.classify(query);
      for (int caller = 0; caller < CALLERS; caller++) {
        AtomicLong answered = new AtomicLong();
        answers.add(answered);
        new Thread(() -> call(classifier, query, expected.label(), answered)).start();
      }
    }
    awaitOneMoreOf(answers);
    if (arguments[2].equals("serve")) {
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    awaitOneMoreOf(answers);
                    awaitOneMoreOf(answers);
                    System.out.println("SERVED");
                  }));
    }
    System.out.println("READY");
  }

  private static void call(
      Classifier classifier, String query, String expected, AtomicLong answered) {
    while (true) {
      String label;
      try {
        label = classifier.classify(query).label();
      } catch (RuntimeException e) {
        label = e.toString();
      }
      if (!label.equals(expected)) {
        System.out.println("not " + expected + " but " + label);
      }
      answered.incrementAndGet();
    }
  }

  private static void awaitOneMoreOf(List<AtomicLong> answers) {
    long[] before = answers.stream().mapToLong(AtomicLong::get).toArray();
    for (int i = 0; i < before.length; i++) {
      while (answers.get(i).get() == before[i]) {
        Thread.onSpinWait();
      }
    }
  }
}
