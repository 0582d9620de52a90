package io.github.bertmark.jmh.fork;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A thread that ends this JVM once its parent has ended, however that did: it waits for the end of
 * the standard input, a pipe whose other end the parent alone holds. It never wakes before.
 */
public final class ParentGuard {
  private static final AtomicBoolean STARTED = new AtomicBoolean();

  private ParentGuard() {}

  /** In a JVM that was started with such a pipe and told so. */
  public static void ofJmh() {
    if (Boolean.getBoolean("bertmark.endWithParent")) {
      start();
    }
  }

  /** In a fork of JMH, which always gets such a pipe; elsewhere it does nothing. */
  public static void ofFork() {
    String command = System.getProperty("sun.java.command", "");
    if (command.startsWith("org.openjdk.jmh.runner.ForkedMain")) {
      start();
    }
  }

  public static void start() {
    if (STARTED.compareAndSet(false, true)) {
      Thread guard = new Thread(ParentGuard::await, "end with parent");
      guard.setDaemon(true);
      guard.start();
    }
  }

  private static void await() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // As good as its end.
    }
    Runtime.getRuntime().halt(1);
  }
}
