package io.github.bertmark.ab;

import java.io.IOException;
import java.util.List;

/** What runs one fork of a side to its end. */
@FunctionalInterface
public interface ForkRunner {
  /**
   * Runs a fork.
   *
   * @param number of the fork among those of its side, from 1
   * @return the time of each timed call in milliseconds
   */
  List<Double> run(Side side, int number) throws IOException, InterruptedException;
}
