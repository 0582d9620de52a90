package io.github.bertmark;

/** Where long work reports how far it is; the command line draws it, tests ignore it. */
public interface Progress {
  /** Reports nothing. */
  Progress NONE = (task, total) -> Task.NONE;

  /**
   * Begins one task.
   *
   * @param task what is being done, a few words
   * @param total how many steps it has
   */
  Task start(String task, long total);

  /** One task under way; safe to advance from several threads. */
  interface Task extends AutoCloseable {
    /** Reports nothing. */
    Task NONE = steps -> {};

    /** Tells that this many further steps are done. */
    void advance(long steps);

    @Override
    default void close() {}
  }
}
