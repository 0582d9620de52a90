package io.github.bertmark.report.format;

import io.github.bertmark.InputException;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.StoredRun;
import io.github.bertmark.text.Figures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Runs that make a series: measured in one way, so that a change is one of the variant. */
final class Series {
  private Series() {}

  /**
   * Refuses runs of different machines, thread counts, queries or data sets, whose numbers would
   * look like changes.
   */
  static void require(List<StoredRun> runs) {
    StoredRun first = runs.get(0);
    Map<String, Object> expected = setUp(first.document());
    for (StoredRun run : runs) {
      setUp(run.document())
          .forEach(
              (what, value) -> {
                if (!Objects.equals(value, expected.get(what))) {
                  throw new InputException(
                      run.files().path(),
                      Figures.format(
                          "does not continue %s: its %s is %s, not %s",
                          first.files().path(), what, value, expected.get(what)),
                      "name runs of one machine, thread count, query and data set");
                }
              });
    }
  }

  private static Map<String, Object> setUp(RunDocument run) {
    Map<String, Object> setUp = new LinkedHashMap<>();
    setUp.put("processor", run.environment().cpuModel());
    setUp.put("number of processors", run.environment().availableProcessors());
    setUp.put("number of threads", run.protocol().intraOpThreads());
    setUp.put("query", run.protocol().query());
    setUp.put("data set", run.dataset().name() + " " + run.dataset().sha256());
    return setUp;
  }
}
