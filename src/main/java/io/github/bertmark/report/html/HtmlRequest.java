package io.github.bertmark.report.html;

import io.github.bertmark.comparison.Comparison;
import io.github.bertmark.comparison.Drift;
import io.github.bertmark.comparison.RunChanges;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.StoredRun;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a page is to show.
 *
 * @param runs one; two, the base first, for a page with both side by side; or more, the oldest
 *     first, for their history and the last one in full
 * @param studied id of the variant under study; null for the last variant of the last run
 * @param texts of the queries; null if the page is to do without
 * @param comparison of the second of two runs with the first; null for a page of one or many
 * @param changes of a history: what the gate finds in each run but the first, against the one
 *     before it; empty for one run or two
 * @param drifts of a history: what changed slowly over its runs
 */
public record HtmlRequest(
    List<StoredRun> runs,
    @Nullable String studied,
    @Nullable QueryTexts texts,
    @Nullable Comparison comparison,
    List<RunChanges> changes,
    List<Drift> drifts) {
  private static final int SIDE_BY_SIDE = 2;

  public HtmlRequest {
    runs = List.copyOf(runs);
    changes = List.copyOf(changes);
    drifts = List.copyOf(drifts);
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("runs must not be empty");
    }
    if ((comparison != null) != (runs.size() == SIDE_BY_SIDE)) {
      throw new IllegalArgumentException("comparison must be of two runs");
    }
    if (changes.size() != (runs.size() > SIDE_BY_SIDE ? runs.size() - 1 : 0)) {
      throw new IllegalArgumentException("changes must be one fewer than the runs of a history");
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
