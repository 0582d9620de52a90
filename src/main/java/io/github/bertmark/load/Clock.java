package io.github.bertmark.load;

import java.util.concurrent.locks.LockSupport;

/** Time as a generator sees it, so that it can be tested in a virtual one. */
public interface Clock {
  /** The time of this JVM. It never spins, as that would take a core from the service. */
  Clock REAL =
      new Clock() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void sleepUntil(long nanos) {
          for (long left = nanos - nanos(); left > 0; left = nanos - nanos()) {
            LockSupport.parkNanos(left);
          }
        }
      };

  /** Nanoseconds since any moment. */
  long nanos();

  /** Returns at that time, or somewhat later. */
  void sleepUntil(long nanos);
}
