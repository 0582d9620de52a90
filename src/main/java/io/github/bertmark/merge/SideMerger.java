package io.github.bertmark.merge;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bertmark.Digests;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.machine.Environment;
import io.github.bertmark.raw.ForkFacts;
import io.github.bertmark.raw.JmhForks;
import io.github.bertmark.raw.JmhResult;
import io.github.bertmark.raw.JmhResults;
import io.github.bertmark.raw.SideFiles;
import io.github.bertmark.run.Allocation;
import io.github.bertmark.run.Latency;
import io.github.bertmark.run.ModelReference;
import io.github.bertmark.run.Protocol;
import io.github.bertmark.run.SideRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The join of what the forks of one side left to one {@link SideRun}, and the check that they ran
 * what they were asked to.
 */
public record SideMerger(SideFiles files, SideMerger.Order order) {
  private static final String RUN_AGAIN = "make the comparison again";

  /**
   * What a side was asked to run.
   *
   * @param id of the side
   * @param jar the benchmarks
   * @param bertmarkVersion that the jar is of
   * @param gitCommit of the checkout that holds the jar; null if unknown
   * @param variant id of the model variant
   * @param modelBytes size of its model file
   * @param threads within one operator
   * @param query the text
   * @param paired whether its calls take turns with those of the other side
   */
  public record Order(
      String id,
      Path jar,
      String bertmarkVersion,
      @Nullable String gitCommit,
      String variant,
      String displayName,
      long modelBytes,
      int threads,
      String query,
      boolean paired) {}

  /**
   * The times of one fork's calls, in milliseconds.
   *
   * @throws InputException if the fork left no such times
   */
  public List<Double> forkTimes(int fork) throws IOException {
    return timed(files.jmh(fork)).millis(files.jmh(fork)).get(0);
  }

  /**
   * Joins the side's forks, writes its {@code jmh.json} and its document.
   *
   * @param forks how many there were
   * @throws InputException if a fork did not run what it was asked to
   */
  public SideRun merge(int forks, Instant createdAt, Environment environment) throws IOException {
    List<Path> each = IntStream.rangeClosed(1, forks).mapToObj(files::jmh).toList();
    JsonNode joined = JmhForks.join(each);
    Json.write(files.jmh(), joined);
    JmhResult result = timed(files.jmh());
    List<ForkFacts> records = ForkFacts.readAll(files.forks());
    if (records.size() != forks) {
      throw fault("%d records of %d forks".formatted(records.size(), forks), RUN_AGAIN);
    }
    ForkFacts first = records.get(0);
    Map<String, Long> labels = new TreeMap<>();
    for (ForkFacts record : records) {
      requireAsOrdered(record);
      if (!record.sameSetup(first)) {
        throw fault("its forks ran different models or settings", RUN_AGAIN);
      }
      record.labels().forEach((label, calls) -> labels.merge(label, calls, Long::sum));
    }
    SideRun side =
        new SideRun(
            SideRun.SCHEMA_VERSION,
            order.id(),
            createdAt,
            order.jar().toString(),
            Digests.sha256(order.jar()),
            order.bertmarkVersion(),
            order.gitCommit(),
            protocol(result, first),
            environment,
            result.jvm(),
            order.variant(),
            order.displayName(),
            order.paired() ? true : null,
            new ModelReference(order.modelBytes(), first.modelSha256()),
            Latency.of(result.millis(files.jmh())),
            Allocation.of(records.stream().map(ForkFacts::callAllocatedBytes)),
            labels,
            Digests.sha256(files.jmh()));
    Json.write(files.path().resolve(SideRun.FILE), side);
    return side;
  }

  private static Protocol protocol(JmhResult result, ForkFacts forks) {
    return new Protocol(
        result.benchmark(),
        result.mode(),
        result.warmupIterations(),
        result.measurementIterations(),
        result.forks(),
        result.threads(),
        forks.settling(),
        forks.query(),
        null,
        forks.intraOpThreads(),
        forks.interOpThreads(),
        forks.onnxRuntimeVersion(),
        result.jmhVersion());
  }

  private JmhResult timed(Path file) throws IOException {
    JmhResult result = JmhResults.read(file).byVariant(Merger.CLASSIFY).get(order.variant());
    if (result == null) {
      throw new InputException(
          file, "holds no times of " + order.variant() + " by " + Merger.CLASSIFY, RUN_AGAIN);
    }
    if (!result.mode().equals("ss") || result.measurementBatchSize() != 1) {
      throw new InputException(
          file, "its iterations are not single calls", "compare builds of bertmark's benchmarks");
    }
    return result;
  }

  private void requireAsOrdered(ForkFacts record) {
    if (!record.query().equals(order.query())) {
      throw fault(
          "its forks classified \"%s\" instead of the query asked for".formatted(record.query()),
          "this build knows no other query: do without one");
    }
    if (record.intraOpThreads() != order.threads() || !record.variant().equals(order.variant())) {
      throw fault(
          "its forks ran %s with %d threads instead of %s with %d"
              .formatted(
                  record.variant(), record.intraOpThreads(), order.variant(), order.threads()),
          "take a build of bertmark that lets them be chosen");
    }
  }

  private InputException fault(String cause, String wayOut) {
    return new InputException(order.jar(), cause, wayOut);
  }
}
