package io.github.bertmark.run;

/**
 * The proof that what was timed is what was evaluated: every call of every fork returned the label
 * that the accuracy pass gave the same query.
 *
 * @param query the text
 * @param label that all calls returned
 * @param score the label's probability in the accuracy pass
 * @param forks that were checked
 * @param calls that were checked, warm-up included
 */
public record Audit(String query, String label, double score, int forks, long calls) {}
