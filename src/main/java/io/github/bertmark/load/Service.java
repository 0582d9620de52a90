package io.github.bertmark.load;

/** What answers queries; called by several workers at a time. */
@FunctionalInterface
public interface Service {
  /**
   * Answers a query.
   *
   * @param number of the arrival, from 0
   */
  void answer(int number);
}
