package io.github.bertmark.run.scenario;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.bertmark.statistics.Interval;
import io.github.bertmark.statistics.LineOverForks;
import io.github.bertmark.statistics.Summary;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How long the data set's own queries took, each once a fork, one after the other in an order of
 * chance.
 *
 * @param times each fork's in the order of the sample, whatever the order of its calls
 * @param tokens of each query of the sample
 * @param queryTokens of the query that the latency is of
 * @param line how the time depends on the length; null if all queries are of one length
 * @param lengths of all queries of the data set, the shortest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Traffic(
    CallTimes times,
    List<Integer> tokens,
    int queryTokens,
    @Nullable Line line,
    List<LengthCount> lengths) {

  /** How many queries have a number of tokens. */
  public record LengthCount(int tokens, int queries) {}

  /**
   * The time as {@code intercept + slope x tokens}, by least squares; intervals are over forks.
   *
   * @param millisPerTokenInterval95 null for a single fork
   * @param queryMillis what it gives for the query that the latency is of
   * @param queryInterval95Millis null for a single fork
   */
  public record Line(
      double interceptMillis,
      double millisPerToken,
      @Nullable Interval millisPerTokenInterval95,
      double queryMillis,
      @Nullable Interval queryInterval95Millis) {}

  public Traffic {
    tokens = List.copyOf(tokens);
    lengths = List.copyOf(lengths);
    int queries = tokens.size();
    if (times.forkTimesMillis().stream().anyMatch(fork -> fork.size() != queries)) {
      throw new IllegalArgumentException("each fork has one time of each query");
    }
  }

  /** Counts it all from what the forks measured. */
  public static Traffic of(
      List<List<Double>> forkTimesMillis,
      List<Integer> tokens,
      int queryTokens,
      List<LengthCount> lengths) {
    Line line =
        LineOverForks.of(tokens, forkTimesMillis)
            .map(
                fit ->
                    new Line(
                        fit.at(0),
                        fit.slope(),
                        fit.slopeInterval95().orElse(null),
                        fit.at(queryTokens),
                        fit.intervalAt95(queryTokens).orElse(null)))
            .orElse(null);
    return new Traffic(CallTimes.of(forkTimesMillis), tokens, queryTokens, line, lengths);
  }

  /** The median over forks of each query of the sample. */
  public List<Double> medianMillis() {
    return IntStream.range(0, tokens.size())
        .mapToObj(
            query ->
                Summary.of(times.forkTimesMillis().stream().map(fork -> fork.get(query)).toList())
                    .median())
        .toList();
  }
}
