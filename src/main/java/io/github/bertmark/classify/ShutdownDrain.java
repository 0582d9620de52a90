package io.github.bertmark.classify;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Holds the end of the JVM back until the calls that were under way when it began to shut down have
 * been answered: the JVM itself waits for native code for a fraction of a second only, and for the
 * Java code after it not at all.
 */
final class ShutdownDrain {
  /** A call of hours would be a bug, and no reason to keep a JVM that is told to end. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final Set<WorkspacePool> POOLS = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(ShutdownDrain::drain, "bertmark-drain"));
  }

  private ShutdownDrain() {}

  /** Has the end of the JVM wait for the calls of a classifier. */
  static void add(WorkspacePool pool) {
    POOLS.add(pool);
  }

  /** No more, as it is closed. */
  static void remove(WorkspacePool pool) {
    POOLS.remove(pool);
  }

  private static void drain() {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    POOLS.forEach(WorkspacePool::beginDrain);
    POOLS.forEach(pool -> pool.awaitDrained(deadline));
  }
}
