package io.github.bertmark.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which queries a candidate answers otherwise than the base.
 *
 * @param test of the answers, right or wrong
 * @param sameLabel queries to which both gave the same label, right or wrong
 * @param fixed wrong before, right now; by index
 * @param broken right before, wrong now; by index
 * @param changedWrong wrong before and now, with another label; by index
 */
public record Churn(
    McNemar test, int sameLabel, List<Flip> fixed, List<Flip> broken, List<Flip> changedWrong) {
  public Churn {
    fixed = List.copyOf(fixed);
    broken = List.copyOf(broken);
    changedWrong = List.copyOf(changedWrong);
  }

  /**
   * One query answered otherwise.
   *
   * @param index of the query in its split
   */
  public record Flip(int index, String expected, String base, String candidate) {}

  /** Answer of one classifier to one query. */
  public interface Answer {
    /** Position of the query in its split. */
    int index();

    /** The label that the query should have. */
    String expected();

    /** The label that it was given. */
    String predicted();

    /** Whether the label is right. */
    default boolean correct() {
      return expected().equals(predicted());
    }

    /** Whether the same was asked, whatever was answered. */
    default boolean isOfTheSameQuery(Answer other) {
      return index() == other.index() && expected().equals(other.expected());
    }
  }

  /**
   * Compares the answers to the same queries, in any order.
   *
   * @throws IllegalArgumentException if the queries or their labels are not the same on both sides
   */
  public static Churn of(List<? extends Answer> base, List<? extends Answer> candidate) {
    List<Answer> before = byIndex(base);
    List<Answer> after = byIndex(candidate);
    if (before.size() != after.size()) {
      throw new IllegalArgumentException("the sides did not answer the same queries");
    }
    List<Flip> fixed = new ArrayList<>();
    List<Flip> broken = new ArrayList<>();
    List<Flip> changedWrong = new ArrayList<>();
    int bothRight = 0;
    int sameLabel = 0;
    for (int i = 0; i < before.size(); i++) {
      Answer old = before.get(i);
      Answer now = after.get(i);
      if (old.index() != now.index()) {
        throw new IllegalArgumentException("the sides did not answer the same queries");
      }
      if (!old.expected().equals(now.expected())) {
        throw new IllegalArgumentException(
            "query " + old.index() + " is " + old.expected() + " or " + now.expected());
      }
      if (old.predicted().equals(now.predicted())) {
        sameLabel++;
        bothRight += old.correct() ? 1 : 0;
        continue;
      }
      Flip flip = new Flip(old.index(), old.expected(), old.predicted(), now.predicted());
      (now.correct() ? fixed : old.correct() ? broken : changedWrong).add(flip);
    }
    int bothWrong = before.size() - bothRight - broken.size() - fixed.size();
    return new Churn(
        new McNemar(bothRight, broken.size(), fixed.size(), bothWrong),
        sameLabel,
        fixed,
        broken,
        changedWrong);
  }

  /** The share of queries to which both gave the same label. */
  public double agreement() {
    return (double) sameLabel / test.queries();
  }

  private static List<Answer> byIndex(List<? extends Answer> answers) {
    List<Answer> sorted = new ArrayList<>(answers);
    sorted.sort(Comparator.comparingInt(Answer::index));
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).index() == sorted.get(i - 1).index()) {
        throw new IllegalArgumentException(
            "query " + sorted.get(i).index() + " was answered twice");
      }
    }
    return sorted;
  }
}
