package io.github.bertmark.cli.option;

import io.github.bertmark.InputException;

/** Numbers that have to be 1 or more. */
public final class Positive {
  private Positive() {}

  public static int require(String option, int number) {
    if (number < 1) {
      throw new InputException(option, "must be 1 or more, not " + number, "choose another number");
    }
    return number;
  }
}
