package io.github.bertmark.dataset;

/** The part of a data set that a query belongs to; each holds its out-of-scope queries too. */
public enum Split {
  TRAIN,
  VALIDATION,
  TEST
}
