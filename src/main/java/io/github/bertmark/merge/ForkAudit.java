package io.github.bertmark.merge;

import io.github.bertmark.InputException;
import io.github.bertmark.evaluate.Evaluation;
import io.github.bertmark.machine.Pace;
import io.github.bertmark.raw.ForkRecord;
import io.github.bertmark.raw.JmhResult;
import io.github.bertmark.run.Allocation;
import io.github.bertmark.run.Audit;
import io.github.bertmark.run.RunFiles;
import io.github.bertmark.run.SessionReport;
import io.github.bertmark.scenario.list.Scenarios;
import io.github.bertmark.scenario.peers.PeerResults;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The checks of what the forks say they ran, against JMH's times and the accuracy pass. */
final class ForkAudit {
  private static final String RUN_AGAIN = "run the benchmarks again into a new folder";

  private final RunFiles folder;
  private final List<ForkRecord> records;

  ForkAudit(RunFiles folder, List<ForkRecord> records) {
    this.folder = folder;
    this.records = records;
    if (records.isEmpty()) {
      throw fault("no fork left a record of what it ran", RUN_AGAIN);
    }
    records.forEach(this::requireSameSettings);
  }

  /** A record to read from what all records share. */
  ForkRecord settings() {
    return records.get(0);
  }

  /** The settings that all forks of a variant ran with; null if they did not tell. */
  @Nullable SessionReport session(String variant) {
    return records.stream()
        .filter(record -> record.variant().equals(variant))
        .map(ForkRecord::session)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** A record to read from what the forks of a variant share. */
  ForkRecord settings(String variant) {
    return records.stream()
        .filter(record -> record.variant().equals(variant))
        .findFirst()
        .orElseThrow(() -> fault("no record of the forks of " + variant, RUN_AGAIN));
  }

  /**
   * Each timed fork of bertmark's own benchmarks must have its record, and each record its fork.
   */
  void requireRecordsOf(List<JmhResult> results) {
    List<JmhResult> own =
        results.stream()
            .filter(r -> Scenarios.ALL.stream().anyMatch(s -> s.owns(r.benchmark())))
            .toList();
    for (JmhResult result : own) {
      if (records.stream().noneMatch(record -> isRecordOf(record, result))) {
        throw fault("no record of the forks of " + result.displayName(), RUN_AGAIN);
      }
    }
    Map<List<String>, List<ForkRecord>> groups =
        records.stream()
            .collect(
                Collectors.groupingBy(record -> List.of(record.variant(), record.benchmark())));
    for (List<ForkRecord> group : groups.values()) {
      ForkRecord any = group.get(0);
      int forks = own.stream().filter(r -> isRecordOf(any, r)).mapToInt(JmhResult::forks).sum();
      if (forks != group.size()) {
        throw fault(
            "%d records of %s with variant %s, but %d timed forks"
                .formatted(group.size(), any.benchmark(), any.variant(), forks),
            RUN_AGAIN);
      }
    }
  }

  /** Every call of the variant's forks must have answered as the accuracy pass did. */
  Audit audit(JmhResult result, Evaluation evaluation) {
    Evaluation.Answer answer = evaluation.benchmarkQuery();
    long calls = 0;
    int forks = 0;
    for (ForkRecord record : records) {
      if (!record.variant().equals(evaluation.variant())) {
        continue;
      }
      requireSameModel(record, evaluation);
      for (String label : record.labels().keySet()) {
        if (!label.equals(answer.label())) {
          throw fault(
              "calls of %s returned %s, but the accuracy pass got %s for the same query"
                  .formatted(record.variant(), label, answer.label()),
              "time and evaluate the same model with the same settings");
        }
      }
      if (isRecordOf(record, result)) {
        long recorded = record.labels().values().stream().mapToLong(Long::longValue).sum();
        if (recorded < result.measurementIterations()) {
          throw fault(
              "fork %d of %s recorded the labels of %d calls, but %d were timed"
                  .formatted(
                      record.pid(), record.variant(), recorded, result.measurementIterations()),
              RUN_AGAIN);
        }
        calls += recorded;
        forks++;
      }
    }
    return new Audit(answer.text(), answer.label(), answer.score(), forks, calls);
  }

  /** What went before each timed call of the forks; null if they did not tell. */
  @Nullable String settling(JmhResult result) {
    return records.stream()
        .filter(record -> isRecordOf(record, result))
        .map(ForkRecord::settling)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** What a call of the forks allocates; null if they did not tell. */
  @Nullable Allocation callAllocation(JmhResult result) {
    return Allocation.of(
        records.stream()
            .filter(record -> isRecordOf(record, result))
            .map(ForkRecord::callAllocatedBytes));
  }

  /** The pace of the machine beside the forks of some results; null if none told. */
  @Nullable Pace pace(Collection<JmhResult> results) {
    return Pace.of(
        records.stream()
            .filter(record -> results.stream().anyMatch(result -> isRecordOf(record, result)))
            .map(ForkRecord::pace)
            .toList());
  }

  private void requireSameModel(ForkRecord record, Evaluation evaluation) {
    String variant = record.variant();
    if (!record.modelSha256().equals(evaluation.modelSha256())) {
      throw fault(
          "a fork of %s ran the model %s, the accuracy is of %s"
              .formatted(variant, shorten(record.modelSha256()), shorten(evaluation.modelSha256())),
          "time and evaluate the same model file");
    }
    if (!record.onnxRuntimeVersion().equals(evaluation.onnxRuntimeVersion())) {
      throw fault(
          "a fork of %s ran ONNX Runtime %s, the accuracy was measured with %s"
              .formatted(variant, record.onnxRuntimeVersion(), evaluation.onnxRuntimeVersion()),
          "time and evaluate with the same version");
    }
    if (!record.query().equals(evaluation.benchmarkQuery().text())) {
      throw fault(
          "a fork of %s classified another query than the accuracy pass audited".formatted(variant),
          "time and evaluate with the same --query");
    }
  }

  private void requireSameSettings(ForkRecord record) {
    // Another way to run a model has no session of ours, but it has to have the same threads.
    boolean peer = record.session() == null && record.benchmark().startsWith(PeerResults.CLASS);
    ForkRecord first = peer ? settings(record.variant()) : settings();
    // A variant may have settings of its own, which its forks then tell.
    boolean ownSettings = record.session() != null && !record.variant().equals(first.variant());
    if (!peer && !Objects.equals(record.session(), session(record.variant()))) {
      throw fault(
          "forks of %s ran with different settings of the session".formatted(record.variant()),
          RUN_AGAIN);
    }
    if (!ownSettings
        && (record.intraOpThreads() != first.intraOpThreads()
            || record.interOpThreads() != first.interOpThreads())) {
      throw fault(
          "forks ran with different threads: %d and %d within operators, %d and %d across"
              .formatted(
                  first.intraOpThreads(),
                  record.intraOpThreads(),
                  first.interOpThreads(),
                  record.interOpThreads()),
          "time all variants with the same threads");
    }
    if (!record.query().equals(first.query())
        || !record.onnxRuntimeVersion().equals(first.onnxRuntimeVersion())) {
      throw fault("forks ran with different queries or versions of ONNX Runtime", RUN_AGAIN);
    }
  }

  private static boolean isRecordOf(ForkRecord record, JmhResult result) {
    return record.variant().equals(result.params().get("variant"))
        && (result.benchmark().equals(record.benchmark()) || isOf(result, record.benchmark()));
  }

  private static boolean isOf(JmhResult result, String className) {
    return result.benchmark().startsWith(className + ".");
  }

  private static String shorten(String sha256) {
    return sha256.length() <= 12 ? sha256 : sha256.substring(0, 12);
  }

  private InputException fault(String cause, String wayOut) {
    return new InputException(folder.forks(), cause, wayOut);
  }
}
