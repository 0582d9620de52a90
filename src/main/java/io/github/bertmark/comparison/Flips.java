package io.github.bertmark.comparison;

import io.github.bertmark.statistics.Churn;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which answers changed between two runs of a variant over the same queries.
 *
 * @param queries that both answered
 * @param lost answered rightly by the base only, in the order of the queries
 * @param gained answered rightly by the candidate only
 * @param otherwiseWrong answered wrongly by both, but differently
 * @param perIntent the changed ones by expected label, most lost first
 */
public record Flips(
    int queries,
    List<Flip> lost,
    List<Flip> gained,
    int otherwiseWrong,
    List<IntentFlips> perIntent) {

  /**
   * One changed answer.
   *
   * @param index position of the query in its split, from 0
   * @param expected the right label
   * @param base the base's label
   * @param candidate the candidate's
   * @param text of the query; null where the data set was not at hand
   */
  public record Flip(
      int index, String expected, String base, String candidate, @Nullable String text) {}

  /** How many answers to the queries of one intent changed. */
  public record IntentFlips(String intent, int lost, int gained, int otherwiseWrong) {}

  public Flips {
    lost = List.copyOf(lost);
    gained = List.copyOf(gained);
    perIntent = List.copyOf(perIntent);
    if (sum(perIntent, IntentFlips::lost) != lost.size()
        || sum(perIntent, IntentFlips::gained) != gained.size()
        || sum(perIntent, IntentFlips::otherwiseWrong) != otherwiseWrong
        || lost.size() + gained.size() + otherwiseWrong > queries) {
      throw new IllegalArgumentException("perIntent and queries are not those of the flips");
    }
  }

  private static int sum(List<IntentFlips> intents, ToIntFunction<IntentFlips> count) {
    return intents.stream().mapToInt(count).sum();
  }

  public static Flips of(Churn churn, IntFunction<@Nullable String> text) {
    Map<String, IntentFlips> perIntent = new TreeMap<>();
    churn.broken().forEach(flip -> count(perIntent, flip.expected(), 1, 0, 0));
    churn.fixed().forEach(flip -> count(perIntent, flip.expected(), 0, 1, 0));
    churn.changedWrong().forEach(flip -> count(perIntent, flip.expected(), 0, 0, 1));
    return new Flips(
        churn.test().queries(),
        flips(churn.broken(), text),
        flips(churn.fixed(), text),
        churn.changedWrong().size(),
        perIntent.values().stream()
            // The sort is stable: intents that lost as many stay in alphabetical order.
            .sorted(Comparator.comparing(IntentFlips::lost).reversed())
            .toList());
  }

  private static void count(
      Map<String, IntentFlips> counts, String intent, int lost, int gained, int otherwiseWrong) {
    counts.merge(
        intent,
        new IntentFlips(intent, lost, gained, otherwiseWrong),
        (a, b) ->
            new IntentFlips(
                intent, a.lost + b.lost, a.gained + b.gained, a.otherwiseWrong + b.otherwiseWrong));
  }

  private static List<Flip> flips(List<Churn.Flip> flips, IntFunction<@Nullable String> text) {
    return flips.stream()
        .map(
            flip ->
                new Flip(
                    flip.index(),
                    flip.expected(),
                    flip.base(),
                    flip.candidate(),
                    text.apply(flip.index())))
        .toList();
  }
}
