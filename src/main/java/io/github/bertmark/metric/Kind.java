package io.github.bertmark.metric;

/** What sort of quantity a metric is, which says how two runs are compared by it. */
public enum Kind {
  /** A time of many calls in several forks, the fork being the unit of replication. */
  TIME_OVER_FORKS,
  /** Such a time in proportion to that of another variant of the same run. */
  PROPORTIONAL_TIME,
  /** A share of answers, compared query by query. */
  SHARE_OF_ANSWERS,
  /** A number that hardly varies, one of each fork. */
  NUMBER_OVER_FORKS,
  /** A number without any uncertainty. */
  EXACT_NUMBER
}
