package io.github.bertmark.classify.tokens;

/** The one query that the benchmarks time. */
public final class BenchmarkQuery {
  /** The book's: Tunstall, von Werra and Wolf, "Natural Language Processing with Transformers". */
  public static final String TEXT = "What is the pin number for my account?";

  private BenchmarkQuery() {}
}
