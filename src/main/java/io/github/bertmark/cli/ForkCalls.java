package io.github.bertmark.cli;

/**
 * How many calls a fork makes.
 *
 * @param warmups before the timed ones
 * @param timed calls
 */
record ForkCalls(int warmups, int timed) {}
