package io.github.bertmark.comparison;

import io.github.bertmark.metric.Factor;
import io.github.bertmark.metric.Metric;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that two runs, or two results of a variant, do not have in common.
 *
 * @param factor what kind of thing it is
 * @param name what differs
 * @param variant that it is about; null for the whole run
 * @param base the base run's
 * @param candidate the candidate's
 * @param blocks the metrics that cannot be compared for it; empty if it is only worth naming
 */
public record Difference(
    Factor factor,
    String name,
    @Nullable String variant,
    String base,
    String candidate,
    List<Metric> blocks) {
  public Difference {
    blocks = List.copyOf(blocks);
  }

  /** The difference in a few words. */
  public String text() {
    return (variant == null ? "" : variant + ": ") + name + " " + base + " -> " + candidate;
  }
}
