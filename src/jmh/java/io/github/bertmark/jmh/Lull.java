package io.github.bertmark.jmh;

/**
 * The moment before a call in which all else may end: JMH's own process still reads and prints the
 * iteration before, and compilers of either JVM work. On a machine with as many cores as the model
 * has threads each of them takes a core from the call, for milliseconds at a time; docs/sessions.md
 * shows the difference.
 */
final class Lull {
  private static final int MILLIS = 10;

  private Lull() {}

  static void await() throws InterruptedException {
    Thread.sleep(MILLIS);
  }
}
