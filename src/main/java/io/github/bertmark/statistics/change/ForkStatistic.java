package io.github.bertmark.statistics.change;

import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.StatUtils;

/** The number that stands for a fork in a comparison. */
@EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
public enum ForkStatistic {
  /** The mean of the fork's calls: what a server pays on average, bursts of slow calls included. */
  MEAN {
    @Override
    double ofSorted(double[] calls) {
      return StatUtils.sum(calls) / calls.length;
    }
  },

  /**
   * The median of the fork's calls: what a call usually takes; a burst of slow calls hardly moves
   * it.
   */
  MEDIAN {
    @Override
    double ofSorted(double[] calls) {
      return (calls[(calls.length - 1) / 2] + calls[calls.length / 2]) / 2;
    }
  };

  /** Of one fork's calls in ascending order, at least one. */
  abstract double ofSorted(double[] calls);

  /** The mean over forks of what stands for each. */
  public double meanOver(List<List<Double>> forks) {
    return forks.stream()
        .mapToDouble(fork -> ofSorted(fork.stream().mapToDouble(x -> x).sorted().toArray()))
        .average()
        .orElseThrow();
  }

  /** Of each fork, in the order given. */
  double[] of(double[][] sortedForks) {
    return Arrays.stream(sortedForks).mapToDouble(this::ofSorted).toArray();
  }
}
