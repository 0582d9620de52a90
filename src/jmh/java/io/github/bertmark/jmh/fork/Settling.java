package io.github.bertmark.jmh.fork;

import java.util.concurrent.TimeUnit;

/**
 * What goes before each timed call; docs/sessions.md shows the difference.
 *
 * <p>First a rest, in which all else may end: JMH's own process still reads and prints the
 * iteration before, and compilers of either JVM work. On a machine with as many cores as the model
 * has threads each of them takes a core from the call, for milliseconds at a time.
 *
 * <p>Then untimed calls: after a rest it takes milliseconds until clock, caches and threads are
 * where a loop of calls keeps them.
 */
public final class Settling {
  private static final int REST_MILLIS = 10;
  private static final int CALLS_MILLIS = 10;

  /** Threads of a session spin on for some 35 ms behind its last call. */
  private static final int REST_OF_ANOTHER_MILLIS = 50;

  /** It in words. */
  public static final String TEXT = text(REST_MILLIS);

  /** The same of {@link #behindAnother}. */
  public static final String TEXT_BEHIND_ANOTHER = text(REST_OF_ANOTHER_MILLIS);

  /** The same of {@link #withoutRest}. */
  public static final String TEXT_BY_TURNS =
      "turns with the other side, then calls for " + CALLS_MILLIS + " ms";

  private Settling() {}

  private static String text(int restMillis) {
    return restMillis + " ms of rest, then calls for " + CALLS_MILLIS + " ms";
  }

  /** An untimed call. */
  public interface Call<E extends Exception> {
    void make() throws E;
  }

  public static <E extends Exception> void by(Call<E> call) throws E, InterruptedException {
    by(REST_MILLIS, call);
  }

  /** The same behind calls of another session, whose threads have to come to rest first. */
  public static <E extends Exception> void behindAnother(Call<E> call)
      throws E, InterruptedException {
    by(REST_OF_ANOTHER_MILLIS, call);
  }

  private static <E extends Exception> void by(int restMillis, Call<E> call)
      throws E, InterruptedException {
    Thread.sleep(restMillis);
    withoutRest(call);
  }

  /** Where all else has ended already. */
  public static <E extends Exception> void withoutRest(Call<E> call) throws E {
    long start = System.nanoTime();
    do {
      call.make();
    } while (System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(CALLS_MILLIS));
  }
}
