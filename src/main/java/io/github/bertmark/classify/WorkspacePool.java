package io.github.bertmark.classify;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The workspaces of a classifier: as many as there ever were calls at a time. Closing lets calls
 * under way end first, so that nothing is freed under native code.
 */
final class WorkspacePool {
  private final Supplier<Workspace> factory;
  private final ArrayDeque<Workspace> idle = new ArrayDeque<>();

  /** Calls under way; those that began before the drain are among them, and counted apart. */
  private int lent;

  private int lentBeforeDrain;
  private boolean draining;
  private boolean closed;

  WorkspacePool(Supplier<Workspace> factory) {
    this.factory = factory;
  }

  /**
   * Lends a workspace, to be {@linkplain #giveBack given back}.
   *
   * @throws IllegalStateException if the pool is closed
   */
  Workspace lend() {
    boolean duringDrain;
    synchronized (this) {
      if (closed) {
        throw new IllegalStateException("the classifier is closed");
      }
      lent++;
      duringDrain = draining;
      if (!duringDrain) {
        lentBeforeDrain++;
      }
      Workspace workspace = idle.pollLast();
      if (workspace != null) {
        workspace.lentDuringDrain = duringDrain;
        return workspace;
      }
    }
    Workspace workspace = null;
    try {
      workspace = factory.get();
      workspace.lentDuringDrain = duringDrain;
      return workspace;
    } finally {
      if (workspace == null) {
        forget(duringDrain);
      }
    }
  }

  /** Takes a workspace back after a call, failed or not. */
  synchronized void giveBack(Workspace workspace) {
    idle.addLast(workspace);
    forget(workspace.lentDuringDrain);
  }

  private synchronized void forget(boolean duringDrain) {
    lent--;
    if (!duringDrain) {
      lentBeforeDrain--;
    }
    notifyAll();
  }

  /** From now on tells calls that begin later from those under way. */
  synchronized void beginDrain() {
    draining = true;
  }

  /**
   * Waits until all calls that began before the drain have ended; later ones go on meanwhile, and
   * are not waited for: under a constant load there would be no end.
   *
   * @param deadline of {@link System#nanoTime} to wait for at most
   */
  synchronized void awaitDrained(long deadline) {
    try {
      long nanos;
      while (lentBeforeDrain > 0 && (nanos = deadline - System.nanoTime()) > 0) {
        TimeUnit.NANOSECONDS.timedWait(this, nanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Lends no more, waits until all are given back, and frees them.
   *
   * @return false if it was closed before
   */
  synchronized boolean close() {
    if (closed) {
      return false;
    }
    closed = true;
    boolean interrupted = false;
    while (lent > 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    idle.forEach(Workspace::close);
    idle.clear();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return true;
  }
}
