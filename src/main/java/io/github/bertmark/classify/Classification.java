package io.github.bertmark.classify;

/**
 * The model's answer to one query.
 *
 * @param label the most probable label; of equals the first
 * @param index its position among the variant's labels
 * @param score its probability, between 0 and 1
 */
public record Classification(String label, int index, float score) {}
