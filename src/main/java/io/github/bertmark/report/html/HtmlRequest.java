package io.github.bertmark.report.html;

import io.github.bertmark.gate.Comparison;
import io.github.bertmark.gate.StoredRun;
import io.github.bertmark.results.RunDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a page is to show.
 *
 * @param runs one; two, the base first, for a page with both side by side; or more, the oldest
 *     first, for their history and the last one in full
 * @param studied id of the variant under study; null for the last variant of the last run
 * @param texts of the queries; null if the page is to do without
 * @param comparisons what the gate finds in each run but the first, against the one before it
 */
public record HtmlRequest(
    List<StoredRun> runs,
    @Nullable String studied,
    @Nullable QueryTexts texts,
    List<Comparison> comparisons) {
  private static final int SIDE_BY_SIDE = 2;

  public HtmlRequest {
    runs = List.copyOf(runs);
    comparisons = List.copyOf(comparisons);
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("runs must not be empty");
    }
    if (comparisons.size() != runs.size() - 1) {
      throw new IllegalArgumentException("comparisons must be one fewer than runs");
    }
  }

  /** The run that the page is about: the last. */
  RunDocument subject() {
    return runs.get(runs.size() - 1).document();
  }

  /** The runs that are shown in full. */
  List<StoredRun> inFull() {
    return runs.size() <= SIDE_BY_SIDE ? runs : runs.subList(runs.size() - 1, runs.size());
  }

  boolean isHistory() {
    return runs.size() > SIDE_BY_SIDE;
  }
}
