package io.github.bertmark.scenario;

import java.util.List;

/**
 * A scenario of JVMs that are started one after the other without JMH, which neither sees the start
 * of one nor leaves its memory alone. Its benchmark is a main class of {@code benchmarks.jar}.
 *
 * <p>Such a process gets the variant's id and when it was started, in microseconds since 1970, as
 * its arguments, prints a line when it has answered first, and then what it measured, in JSON.
 */
public interface ProcessScenario extends Scenario {
  /**
   * How many processes measure each variant.
   *
   * @param forks JVMs of the other scenarios
   */
  int processes(int forks);

  /** Whether this system tells what it asks; else it is left out. */
  default boolean isPossible() {
    return true;
  }

  /**
   * Whether the variants' files, and the program's own, are to lie in the page cache at a start.
   */
  boolean warmsPageCache();

  /** Further arguments of the JVM. */
  default List<String> jvmArguments() {
    return List.of();
  }

  /**
   * What is kept of a process.
   *
   * @param printed by it, in JSON
   * @param modelSha256 of the file that it opened
   * @param answeredMillis from its start to its first answer, as its parent saw it
   */
  Object record(byte[] printed, String modelSha256, double answeredMillis);
}
