package io.github.bertmark.launch;

/**
 * How many calls a fork makes.
 *
 * @param warmups before the timed ones
 * @param timed calls
 */
public record ForkCalls(int warmups, int timed) {}
