package io.github.bertmark.jmh;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The times of a call of the classifier and one of DJL, in ns, for every iteration. */
@AuxCounters(AuxCounters.Type.EVENTS)
@State(Scope.Thread)
public class DjlTimes {
  public long classifyNanos;
  public long djlNanos;
}
