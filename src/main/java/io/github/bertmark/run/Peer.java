package io.github.bertmark.run;

/**
 * Another way to run the same model file on the same query, timed in the same run.
 *
 * @param name {@code djl-predictor} or {@code bare-run}
 * @param latency of the other way
 * @param classifyOver the classifier's typical time over the other way's
 */
public record Peer(String name, Latency latency, double classifyOver) {}
