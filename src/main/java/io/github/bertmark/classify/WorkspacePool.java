package io.github.bertmark.classify;

import java.util.ArrayDeque;
import java.util.function.Supplier;

/**
 * The workspaces of a classifier: as many as there ever were calls at a time. Closing lets calls
 * under way end first, so that nothing is freed under native code.
 */
final class WorkspacePool {
  private final Supplier<Workspace> factory;
  private final ArrayDeque<Workspace> idle = new ArrayDeque<>();
  private int lent;
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
    synchronized (this) {
      if (closed) {
        throw new IllegalStateException("the classifier is closed");
      }
      lent++;
      Workspace workspace = idle.pollLast();
      if (workspace != null) {
        return workspace;
      }
    }
    Workspace workspace = null;
    try {
      workspace = factory.get();
      return workspace;
    } finally {
      if (workspace == null) {
        forget();
      }
    }
  }

  /** Takes a workspace back after a call, failed or not. */
  synchronized void giveBack(Workspace workspace) {
    idle.addLast(workspace);
    forget();
  }

  private synchronized void forget() {
    lent--;
    notifyAll();
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
