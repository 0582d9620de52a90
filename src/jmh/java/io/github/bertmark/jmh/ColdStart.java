package io.github.bertmark.jmh;

import io.github.bertmark.Json;
import io.github.bertmark.classify.Classifier;
import io.github.bertmark.jmh.fork.ForkSettings;
import io.github.bertmark.jmh.fork.ParentGuard;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.raw.StartRecord;
import io.github.bertmark.raw.StartRecord.StageTime;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A fresh JVM's first answers, timed from the start of its process; a main class of its own, since
 * JMH has done half of a start's work before its first line.
 *
 * <p>The stage before the first line goes by the system's clock, in microseconds, since parent and
 * child have no other in common; all others go by {@link System#nanoTime}.
 */
public final class ColdStart {
  private static final int ANSWERS = 100;

  /** A slow model's answers are as many as fit in, but so many at least. */
  private static final int ANSWERS_AT_LEAST = 10;

  private static final double ANSWERS_MILLIS = 500;

  private final List<StageTime> stages = new ArrayList<>();
  private long last = System.nanoTime();

  private ColdStart() {}

  /**
   * @param arguments the variant's id, and when the process was started, in microseconds since 1970
   */
  public static void main(String[] arguments) throws IOException {
    Instant now = Instant.now();
    ColdStart start = new ColdStart();
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now) - Long.parseLong(arguments[1]);
    start.stages.add(new StageTime(StartRecord.JVM, micros / 1e3));
    start.run(arguments[0]);
  }

  private void run(String id) throws IOException {
    ForkSettings settings = ForkSettings.fromProperties();
    ModelVariant variant = settings.models().variant(id);
    reached("settings");
    try (Classifier classifier =
        Classifier.open(variant, settings.of(variant), step -> reached(step.toString()))) {
      classifier.classify(settings.query());
      reached(StartRecord.ANSWER);
      System.out.println("answered");
      ParentGuard.start();
      List<Double> answers = answers(classifier);
      System.out.print(Json.toText(new StartRecord(id, stages, answers, null, null)));
    }
  }

  private void reached(String stage) {
    long now = System.nanoTime();
    stages.add(new StageTime(stage, (now - last) / 1e6));
    last = now;
  }

  private List<Double> answers(Classifier classifier) throws IOException {
    List<Double> millis = new ArrayList<>();
    millis.add(stages.get(stages.size() - 1).millis());
    double sum = 0;
    for (String text : DatasetTexts.read()) {
      if (millis.size() == ANSWERS || (millis.size() >= ANSWERS_AT_LEAST && sum > ANSWERS_MILLIS)) {
        break;
      }
      long start = System.nanoTime();
      classifier.classify(text);
      millis.add((System.nanoTime() - start) / 1e6);
      sum += millis.get(millis.size() - 1);
    }
    return millis;
  }
}
