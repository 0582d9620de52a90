package io.github.bertmark.scenario.traffic;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which queries of a data set stand for all: as many of each length, in proportion, as it has. It
 * goes through the queries by length in equal steps from a start of chance, so that no length that
 * one query in {@value #SIZE} has is left out.
 */
public final class TrafficSample {
  /** So many calls of five forks bound p99. */
  static final int SIZE = 500;

  private static final long SEED = 15;

  private TrafficSample() {}

  /**
   * Chooses them.
   *
   * @param tokens of every query; among those of one length the order decides, so it is to be one
   *     of chance
   * @return positions of at most {@value #SIZE}, the shortest first
   */
  public static List<Integer> of(List<Integer> tokens) {
    List<Integer> byLength =
        IntStream.range(0, tokens.size())
            .boxed()
            .sorted(Comparator.comparing(tokens::get))
            .toList();
    if (byLength.size() <= SIZE) {
      return byLength;
    }
    double start = new SplittableRandom(SEED).nextDouble();
    return IntStream.range(0, SIZE)
        .mapToObj(i -> byLength.get((int) ((i + start) * byLength.size() / SIZE)))
        .toList();
  }

  /** By number of tokens, how many queries have as many. */
  public static Map<Integer, Integer> lengths(List<Integer> tokens) {
    return tokens.stream()
        .collect(Collectors.toMap(length -> length, length -> 1, Integer::sum, TreeMap::new));
  }
}
