package io.github.bertmark.merge;

import io.github.bertmark.InputException;
import io.github.bertmark.machine.Jvm;
import io.github.bertmark.raw.ForkRecord;
import io.github.bertmark.raw.JmhResult;
import io.github.bertmark.raw.JmhResults;
import io.github.bertmark.raw.Provenance;
import io.github.bertmark.raw.Provenance.RequestedVariant;
import io.github.bertmark.raw.StudyFiles;
import io.github.bertmark.run.Latency;
import io.github.bertmark.run.Study;
import io.github.bertmark.statistics.Summary;
import io.github.bertmark.statistics.change.ForkStatistic;
import io.github.bertmark.statistics.change.RatioBootstrap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The join of what the forks of a study left in its folder to one {@link Study}. */
public final class StudyMerger {
  private static final String RUN_AGAIN = "make the study again";
  private static final double CONFIDENCE = 0.95;

  private final StudyFiles files;
  private final Provenance provenance;
  private final List<String> settings;
  private final int forks;
  private @Nullable Jvm jvm;
  private @Nullable String onnxRuntimeVersion;

  private StudyMerger(StudyFiles files, Provenance provenance, List<String> settings, int forks) {
    this.files = files;
    this.provenance = provenance;
    this.settings = settings;
    this.forks = forks;
  }

  /**
   * Merges a study.
   *
   * @param settings in the order of their folders
   * @param forks JVMs for each variant and setting
   * @throws InputException if one of them left no times or no record of what it ran
   */
  public static Study merge(
      StudyFiles files, Provenance provenance, List<String> settings, int forks)
      throws IOException {
    return new StudyMerger(files, provenance, settings, forks).merge();
  }

  private Study merge() throws IOException {
    List<Study.Row> rows = new ArrayList<>();
    for (RequestedVariant variant : provenance.variants()) {
      List<List<Double>> first = times(variant, 1);
      for (int setting = 1; setting <= settings.size(); setting++) {
        rows.add(row(variant, setting, first));
      }
    }
    return new Study(
        Study.SCHEMA_VERSION,
        provenance.id(),
        provenance.createdAt(),
        provenance.bertmarkVersion(),
        provenance.gitCommit(),
        provenance.command(),
        provenance.environment(),
        Objects.requireNonNull(jvm),
        Objects.requireNonNull(onnxRuntimeVersion),
        forks,
        rows);
  }

  private Study.Row row(RequestedVariant variant, int setting, List<List<Double>> first)
      throws IOException {
    List<List<Double>> times = times(variant, setting);
    ForkRecord record = record(variant, setting);
    onnxRuntimeVersion = record.onnxRuntimeVersion();
    return new Study.Row(
        variant.id(),
        variant.displayName(),
        settings.get(setting - 1),
        Objects.requireNonNull(record.session()),
        record.modelSha256(),
        Latency.of(times),
        spread(times),
        setting == 1 ? null : ratio(first, times));
  }

  private static Study.@Nullable Ratio ratio(List<List<Double>> first, List<List<Double>> times) {
    return new RatioBootstrap(ForkStatistic.MEDIAN, CONFIDENCE)
        .estimate(first, times)
        .map(estimate -> new Study.Ratio(estimate.ratio(), estimate.interval()))
        .orElse(null);
  }

  private static Study.Spread spread(List<List<Double>> times) {
    List<Double> medians = times.stream().map(fork -> Summary.of(fork).median()).sorted().toList();
    double step = 1;
    for (int i = 1; i < medians.size(); i++) {
      step = Math.max(step, medians.get(i) / medians.get(i - 1));
    }
    Summary summary = Summary.of(medians);
    return new Study.Spread(summary.minimum(), summary.median(), summary.maximum(), step);
  }

  /** The times of each fork. */
  private List<List<Double>> times(RequestedVariant variant, int setting) throws IOException {
    List<List<Double>> times = new ArrayList<>();
    for (int fork = 1; fork <= forks; fork++) {
      Path file = files.jmh(setting, fork);
      JmhResult result = JmhResults.read(file).byVariant(Merger.CLASSIFY).get(variant.id());
      if (result == null || result.forks() != 1) {
        throw new InputException(file, "has not one fork of " + variant.id(), RUN_AGAIN);
      }
      times.addAll(result.millis(file));
      jvm = result.jvm();
    }
    return times;
  }

  /** What the forks say that they ran, all the same. */
  private ForkRecord record(RequestedVariant variant, int setting) throws IOException {
    Path folder = files.forks(setting);
    List<ForkRecord> records =
        ForkRecord.readAll(folder).stream()
            .filter(record -> record.variant().equals(variant.id()))
            .toList();
    if (records.size() != forks) {
      throw new InputException(
          folder,
          "%d records of %d forks of %s".formatted(records.size(), forks, variant.id()),
          RUN_AGAIN);
    }
    ForkRecord first = records.get(0);
    for (ForkRecord record : records) {
      if (record.session() == null
          || !record.session().equals(first.session())
          || !record.modelSha256().equals(first.modelSha256())) {
        throw new InputException(
            folder, "forks of " + variant.id() + " ran different models or settings", RUN_AGAIN);
      }
    }
    return first;
  }
}
