package io.github.bertmark.run.scenario;

import io.github.bertmark.statistics.Interval;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What it takes a fresh JVM to answer first, and what the answers behind that take.
 *
 * @param stages one after the other: their means add up to the first answer's
 * @param readyMillis of each JVM, from the start of its process until the classifier was open
 * @param readyInterval95Millis of the mean over JVMs; null for a single one
 * @param firstAnswerMillis of each JVM, from the start of its process to the first answer
 * @param firstAnswerInterval95Millis of the mean over JVMs; null for a single one
 * @param answersMillis the mean over JVMs of each answer's own time, the first's included
 */
public record ColdStart(
    List<Stage> stages,
    List<Double> readyMillis,
    @Nullable Interval readyInterval95Millis,
    List<Double> firstAnswerMillis,
    @Nullable Interval firstAnswerInterval95Millis,
    List<Double> answersMillis) {
  /**
   * One stage.
   *
   * @param interval95Millis of the mean over JVMs; null for a single one
   */
  public record Stage(String name, double meanMillis, @Nullable Interval interval95Millis) {}

  public ColdStart {
    stages = List.copyOf(stages);
    readyMillis = List.copyOf(readyMillis);
    firstAnswerMillis = List.copyOf(firstAnswerMillis);
    answersMillis = List.copyOf(answersMillis);
    if (readyMillis.isEmpty() || readyMillis.size() != firstAnswerMillis.size()) {
      throw new IllegalArgumentException("each JVM is open before it answers");
    }
    if (answersMillis.isEmpty()) {
      throw new IllegalArgumentException("answersMillis must not be empty");
    }
  }

  public double meanReadyMillis() {
    return mean(readyMillis);
  }

  public double meanFirstAnswerMillis() {
    return mean(firstAnswerMillis);
  }

  /** What an answer takes in the end: the mean of the later half. */
  public double lateAnswerMillis() {
    return mean(answersMillis.subList(answersMillis.size() / 2, answersMillis.size()));
  }

  /**
   * From the start of the process until so many answers were given, on average; beyond those that
   * were measured each takes {@link #lateAnswerMillis}.
   */
  public double untilAnswerMillis(long answers) {
    int measured = (int) Math.min(answers, answersMillis.size());
    double later =
        answersMillis.subList(1, measured).stream().mapToDouble(Double::doubleValue).sum();
    return meanFirstAnswerMillis() + later + (answers - measured) * lateAnswerMillis();
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
