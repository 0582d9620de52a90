package io.github.bertmark.raw;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One start of a JVM that nothing was warmed for, as it told it itself.
 *
 * @param variant id of the model variant
 * @param stages one after the other, from the start of the process to the first answer
 * @param answersMillis each answer's own time, the first's included
 * @param modelSha256 of the file that it opened; null while it does not know
 * @param answeredMillis from the start of the process to the first answer, as its parent saw it;
 *     null while it does not know
 */
public record StartRecord(
    String variant,
    List<StageTime> stages,
    List<Double> answersMillis,
    @Nullable String modelSha256,
    @Nullable Double answeredMillis) {
  /** The name of the stage before the program's first line. */
  public static final String JVM = "jvm";

  /** The name of the last stage. */
  public static final String ANSWER = "answer";

  /** One stage. */
  public record StageTime(String name, double millis) {}

  public StartRecord {
    stages = List.copyOf(stages);
    answersMillis = List.copyOf(answersMillis);
    if (stages.size() < 2 || answersMillis.isEmpty()) {
      throw new IllegalArgumentException("a start has stages, and an answer");
    }
  }

  /** The same with what its parent knows. */
  public StartRecord seen(String sha256, double millis) {
    return new StartRecord(variant, stages, answersMillis, sha256, millis);
  }

  /** The sum of its stages. */
  public double stagesMillis() {
    return stages.stream().mapToDouble(StageTime::millis).sum();
  }
}
