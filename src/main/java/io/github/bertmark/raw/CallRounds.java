package io.github.bertmark.raw;

import io.github.bertmark.InputException;
import io.github.bertmark.run.Latency;
import io.github.bertmark.run.Peer;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rounds in which the classifier and other ways to run a model took turns call by call, so that the
 * calls of a round met the same moods of the machine.
 *
 * @param file that the result is of
 */
public record CallRounds(Path file, JmhResult result) {
  /** The counter of the classifier's own calls. */
  public static final String CLASSIFY = "classifyNanos";

  private static final double NANOS_PER_MILLI = 1e6;

  /** The rounds of a variant in a benchmark; null if none was timed. */
  public static @Nullable CallRounds of(
      Path file, JmhResults jmh, String benchmark, String variant) {
    JmhResult result = jmh.byVariant(benchmark).get(variant);
    return result == null ? null : new CallRounds(file, result);
  }

  /** Another way to run the model, whose times are in a counter. */
  public Peer peer(String name, String counter) {
    return Peer.of(name, latency(counter), latency(CLASSIFY));
  }

  /** The mean over forks of the median ratio of two calls of the same round. */
  public double classifyOver(String counter) {
    return peer("", counter).classifyOver();
  }

  /** The times in a counter. */
  public Latency latency(String counter) {
    return Latency.of(millis(counter));
  }

  private List<List<Double>> millis(String counter) {
    List<List<Double>> nanos = result.counters().get(counter);
    if (nanos == null
        || nanos.size() != result.forks()
        || nanos.stream().anyMatch(fork -> fork.size() != result.measurementIterations())) {
      throw new InputException(
          file,
          result.displayName() + " does not have " + counter + " of each iteration",
          "run the benchmarks again into a new folder");
    }
    return nanos.stream()
        .map(fork -> fork.stream().map(value -> value / NANOS_PER_MILLI).toList())
        .toList();
  }
}
