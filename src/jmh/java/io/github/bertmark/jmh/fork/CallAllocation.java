package io.github.bertmark.jmh.fork;

import com.sun.management.ThreadMXBean;
import io.github.bertmark.statistics.Summary;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What calls allocate on the Java heap, by the counter of the thread that calls. JMH's gc profiler
 * knows iterations only, most of which is JMH's own.
 */
public final class CallAllocation {
  private final @Nullable ThreadMXBean threads =
      ManagementFactory.getThreadMXBean() instanceof ThreadMXBean counting
              && counting.isThreadAllocatedMemorySupported()
          ? counting
          : null;
  private final List<Double> calls = new ArrayList<>();

  /** Makes a call and counts what it allocates. */
  public void count(Runnable call) {
    if (threads == null) {
      call.run();
      return;
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    call.run();
    calls.add((double) (threads.getCurrentThreadAllocatedBytes() - before));
  }

  /** The median, as the first calls load classes; null if nothing was counted. */
  public @Nullable Long medianBytes() {
    return calls.isEmpty() ? null : Math.round(Summary.of(calls).median());
  }
}
