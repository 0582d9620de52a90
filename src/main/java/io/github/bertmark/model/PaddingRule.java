package io.github.bertmark.model;

/**
 * How a model's texts are filled up and counted, for graphs that leave that to the caller.
 *
 * @param padTokenId the token that fills a text up where the graph takes but one length
 * @param firstPosition the position of the first token, where the graph has an input for them
 */
public record PaddingRule(int padTokenId, int firstPosition) {
  /** BERT's. */
  public static final PaddingRule BERT = new PaddingRule(0, 0);

  public PaddingRule {
    Checks.that(
        padTokenId >= 0 && firstPosition >= 0, "padTokenId and firstPosition must not be negative");
  }
}
