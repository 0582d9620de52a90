package io.github.bertmark.jmh;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The time of one call in each way, in ns, which JMH reports for every iteration. */
@AuxCounters(AuxCounters.Type.EVENTS)
@State(Scope.Thread)
public class PeerTimes {
  public long classifyNanos;
  public long bareRunNanos;
}
