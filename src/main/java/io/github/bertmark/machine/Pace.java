package io.github.bertmark.machine;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.jspecify.annotations.Nullable;

/**
 * How fast the machine was all through a run, whatever it ran: a ruler that is laid beside every
 * fork of the latency.
 *
 * @param forks in the order in which they ran
 */
public record Pace(List<ForkPace> forks) {
  /**
   * Spreads beyond it are no undisturbed machine's: on 2 quiet cores 16 forks varied by 2 % in
   * float32 and 8 % in int8, and beside other work by 19 to 67 %.
   */
  private static final double DISTURBED = 0.12;

  /** Of normal values. */
  private static final double MAD_TO_DEVIATION = 1.4826;

  /** What a hypervisor may keep without a word. */
  private static final double STEAL = 0.02;

  /** Fewer do not tell a movement from chance. */
  private static final int FEWEST = 4;

  public Pace {
    forks = forks.stream().sorted(comparing(ForkPace::startedAt)).toList();
    if (forks.isEmpty()) {
      throw new IllegalArgumentException("a pace without forks");
    }
  }

  /** That of the forks that told; null if none did. */
  public static @Nullable Pace of(List<@Nullable ForkPace> forks) {
    List<ForkPace> told = new ArrayList<>();
    forks.stream().filter(Objects::nonNull).forEach(told::add);
    return told.isEmpty() ? null : new Pace(told);
  }

  /** The logarithms of the times of one of {@link ForkPace#WORK}, a value for each fork. */
  double[] logs(int work) {
    return forks.stream().mapToDouble(fork -> fork.logs()[work]).toArray();
  }

  /** The median over forks of the logarithm of a time. */
  public double median(int work) {
    return StatUtils.percentile(logs(work), 50);
  }

  /**
   * The standard deviation over forks of the logarithm of a time, by the median absolute deviation:
   * single forks that were disturbed leave it as it is.
   */
  public double deviation(int work) {
    double median = median(work);
    double[] distances = Arrays.stream(logs(work)).map(log -> Math.abs(log - median)).toArray();
    return MAD_TO_DEVIATION * StatUtils.percentile(distances, 50);
  }

  /** The largest of the deviations. */
  private double spread() {
    return IntStream.range(0, ForkPace.WORK.size()).mapToDouble(this::deviation).max().orElse(0);
  }

  private OptionalDouble steal() {
    return forks.stream()
        .filter(fork -> fork.stealShare() != null)
        .mapToDouble(ForkPace::stealShare)
        .average();
  }

  /** That the machine was disturbed while it measured, in a sentence; null if it was not seen. */
  public @Nullable String disturbance() {
    double steal = steal().orElse(0);
    if (steal > STEAL) {
      return String.format(
          Locale.ROOT,
          "Disturbed: the hypervisor kept %.0f %% of the processor's time for others; measure again"
              + " when it does not, or compare builds by ab.",
          100 * steal);
    }
    if (forks.size() >= FEWEST && spread() > DISTURBED) {
      return String.format(
          Locale.ROOT,
          "Disturbed: the same work took times that varied by %.0f %% between forks, whatever they"
              + " ran; measure again on a quiet machine, or compare builds by ab.",
          100 * spread());
    }
    return null;
  }
}
