package io.github.bertmark.jmh;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The times of one round of calls, in ns, which JMH reports for every iteration. */
@AuxCounters(AuxCounters.Type.EVENTS)
@State(Scope.Thread)
public class RoundTimes {
  public long classifyNanos;
  public long tokeniseNanos;
  public long inferNanos;
  public long labelNanos;
  public long bareRunNanos;
}
