package io.github.bertmark.machine;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How fast the machine was while a fork ran, by work that no variant, session or query changes.
 *
 * @param startedAt when the fork was set up
 * @param before the timed calls
 * @param after them
 * @param stealShare processor time that the hypervisor kept for others while the fork ran, over all
 *     processor time; null if the system does not tell
 */
public record ForkPace(
    Instant startedAt,
    Sample before,
    Sample after,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double stealShare) {

  /**
   * Times of the same work, each the median of repetitions, in microseconds.
   *
   * @param float32Micros of ONNX Runtime's product of 11 x 768 x 3072 in float32
   * @param int8Micros of the same product in int8
   * @param memoryMicros of reading 32 MiB by a loop in Java
   */
  public record Sample(double float32Micros, double int8Micros, double memoryMicros) {
    public Sample {
      if (!Stream.of(float32Micros, int8Micros, memoryMicros)
          .allMatch(micros -> micros > 0 && Double.isFinite(micros))) {
        throw new IllegalArgumentException("times of the pace must be positive and finite");
      }
    }

    /** The logarithm of each time, in the order of {@link ForkPace#WORK}. */
    double[] logs() {
      return new double[] {Math.log(float32Micros), Math.log(int8Micros), Math.log(memoryMicros)};
    }
  }

  /** What is timed, for people. */
  public static final List<String> WORK =
      List.of("products in float32", "products in int8", "reading memory");

  public ForkPace {
    if (stealShare != null && !(stealShare >= 0 && stealShare <= 1)) {
      throw new IllegalArgumentException("stealShare must be between 0 and 1");
    }
  }

  /**
   * The logarithms of the fork's times, one for each of {@link #WORK}: the shorter of the two,
   * since what passes by in an instant only ever adds.
   */
  double[] logs() {
    double[] logs = before.logs();
    double[] later = after.logs();
    for (int i = 0; i < logs.length; i++) {
      logs[i] = Math.min(logs[i], later[i]);
    }
    return logs;
  }
}
