package io.github.bertmark.merge;

import io.github.bertmark.Digests;
import io.github.bertmark.InputException;
import io.github.bertmark.evaluate.Evaluation;
import io.github.bertmark.machine.Limits;
import io.github.bertmark.model.ModelFolder;
import io.github.bertmark.raw.ForkRecord;
import io.github.bertmark.raw.JmhResult;
import io.github.bertmark.raw.JmhResults;
import io.github.bertmark.raw.Provenance;
import io.github.bertmark.raw.Provenance.RequestedVariant;
import io.github.bertmark.run.Audit;
import io.github.bertmark.run.GraphReport;
import io.github.bertmark.run.Latency;
import io.github.bertmark.run.LeftOutVariant;
import io.github.bertmark.run.ModelReference;
import io.github.bertmark.run.Protocol;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.RunFiles;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.run.scenario.ScenarioResults;
import io.github.bertmark.run.scenario.Traffic;
import io.github.bertmark.scenario.coldstart.ColdStartResults;
import io.github.bertmark.scenario.latency.LatencyScenario;
import io.github.bertmark.scenario.limits.Bounds;
import io.github.bertmark.scenario.limits.LimitResults;
import io.github.bertmark.scenario.load.LoadResults;
import io.github.bertmark.scenario.memory.MemoryResults;
import io.github.bertmark.scenario.peers.PeerResults;
import io.github.bertmark.scenario.stages.StageResults;
import io.github.bertmark.scenario.traffic.TrafficResults;
import io.github.bertmark.scenario.traffic.TrafficScenario;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The merge of what a run left in its folder to one {@link RunDocument}.
 *
 * <p>It joins latency, accuracy and size by the digest of the model file and refuses whatever does
 * not belong together: a fast but different model would be worse than no number. It needs neither
 * models nor JMH, so that it can be redone anywhere.
 */
public final class Merger {
  /** The benchmark whose times are the run's latencies. */
  public static final String CLASSIFY = LatencyScenario.BENCHMARK;

  private static final String RUN_AGAIN = "run the benchmarks again into a new folder";

  private final RunFiles folder;
  private final Provenance provenance;
  private final JmhResults jmh;
  private final ForkAudit forks;
  private final Evaluations evaluations;

  private Merger(RunFiles folder) throws IOException {
    this.folder = folder;
    this.provenance = Provenance.read(folder);
    this.jmh = JmhResults.read(folder.jmh());
    this.forks = new ForkAudit(folder, ForkRecord.readAll(folder.forks()));
    this.evaluations = new Evaluations(folder);
  }

  /**
   * Merges a run.
   *
   * @param models checks sizes and digests against the model files too; null to do without them
   * @throws InputException if a part is missing or malformed, or does not belong to the others
   */
  public static RunDocument merge(RunFiles folder, @Nullable ModelFolder models)
      throws IOException {
    return new Merger(folder).merge(models);
  }

  private RunDocument merge(@Nullable ModelFolder models) throws IOException {
    Map<String, JmhResult> timed = timedVariants();
    JmhResult first = timed.values().iterator().next();
    timed.values().forEach(result -> requireSameProtocol(first, result));
    forks.requireRecordsOf(jmh.results());

    Limits limits = LimitResults.read(folder, forks.settings().intraOpThreads());
    List<VariantResult> variants = new ArrayList<>();
    for (RequestedVariant variant : provenance.variants()) {
      JmhResult result = timed.get(variant.id());
      if (result == null) {
        throw new InputException(
            folder.jmh(),
            "variant " + variant.id() + " was asked for but has no times",
            "look for its failure in JMH's output, then " + RUN_AGAIN);
      }
      variants.add(variant(variant, result, limits, models));
    }
    ForkRecord settings = forks.settings();
    Protocol protocol =
        new Protocol(
            CLASSIFY,
            first.mode(),
            first.warmupIterations(),
            first.measurementIterations(),
            first.forks(),
            first.threads(),
            forks.settling(first),
            settings.query(),
            provenance.queryChoice(),
            settings.intraOpThreads(),
            settings.interOpThreads(),
            settings.onnxRuntimeVersion(),
            first.jmhVersion());
    RunDocument run =
        new RunDocument(
            RunDocument.SCHEMA,
            RunDocument.SCHEMA_VERSION,
            provenance.id(),
            provenance.createdAt(),
            provenance.bertmarkVersion(),
            provenance.gitCommit(),
            provenance.command(),
            protocol,
            provenance.environment(),
            first.jvm(),
            evaluations.dataset(provenance.quick() != null),
            provenance.quick(),
            limits,
            forks.pace(timed.values()),
            variants,
            provenance.leftOut(),
            Digests.sha256(folder.jmh()),
            RunDocument.UNSIGNED);
    return run.signed();
  }

  private VariantResult variant(
      RequestedVariant variant,
      JmhResult result,
      @Nullable Limits limits,
      @Nullable ModelFolder models)
      throws IOException {
    Evaluation evaluation = evaluations.of(variant.id());
    Audit audit = forks.audit(result, evaluation);
    if (models != null) {
      evaluations.requireSameModel(evaluation, models.variant(variant.id()));
    }
    Latency latency = Latency.of(result.millis(folder.jmh()));
    GraphReport graph = Graphs.of(folder, evaluation, forks.settings(variant.id()));
    return new VariantResult(
        variant.id(),
        variant.displayName(),
        variant.parent(),
        variant.found(),
        new ModelReference(evaluation.modelBytes(), evaluation.modelSha256()),
        forks.session(variant.id()),
        latency,
        StageResults.of(folder.jmh(), jmh, variant.id()),
        forks.callAllocation(result),
        graph,
        Bounds.of(graph, limits, latency),
        PeerResults.of(folder.jmh(), jmh, variant.id()),
        new ScenarioResults(
                traffic(variant.id(), evaluation),
                ColdStartResults.of(folder, variant.id(), evaluation.modelSha256()),
                MemoryResults.of(folder, variant.id(), evaluation.modelSha256()),
                LoadResults.of(folder, variant.id(), evaluation.modelSha256()))
            .orNull(),
        Evaluations.accuracy(evaluation),
        audit,
        evaluations.predictions(evaluation));
  }

  private @Nullable Traffic traffic(String variant, Evaluation evaluation) throws IOException {
    JmhResult pass = jmh.byVariant(TrafficScenario.BENCHMARK).get(variant);
    return TrafficResults.of(
        folder, variant, evaluation.modelSha256(), pass == null ? 0 : pass.forks());
  }

  private Map<String, JmhResult> timedVariants() {
    Map<String, JmhResult> timed = jmh.byVariant(CLASSIFY);
    if (timed.isEmpty()) {
      throw new InputException(
          folder.jmh(), "holds no results of " + CLASSIFY, "run that benchmark");
    }
    // One may have been left out after it was timed.
    List<LeftOutVariant> leftOut = Objects.requireNonNullElse(provenance.leftOut(), List.of());
    Set<String> requested =
        Stream.concat(
                provenance.variants().stream().map(RequestedVariant::id),
                leftOut.stream().map(LeftOutVariant::id))
            .collect(Collectors.toSet());
    for (JmhResult result : jmh.results()) {
      String variant = result.params().get("variant");
      if (variant != null && !requested.contains(variant)) {
        throw new InputException(
            folder.jmh(),
            "holds times of " + variant + ", which this run was not asked for",
            RUN_AGAIN);
      }
    }
    return timed;
  }

  private void requireSameProtocol(JmhResult first, JmhResult other) {
    if (!other.mode().equals("ss") || other.measurementBatchSize() != 1) {
      throw new InputException(
          folder.jmh(),
          "the iterations of " + other.displayName() + " are not single calls",
          "time it in SingleShotTime mode with a batch size of 1 (-bm ss -bs 1)");
    }
    boolean same =
        first.threads() == other.threads()
            && first.forks() == other.forks()
            && first.warmupIterations() == other.warmupIterations()
            && first.measurementIterations() == other.measurementIterations()
            && first.jmhVersion().equals(other.jmhVersion())
            && first.jvm().equals(other.jvm());
    if (!same) {
      throw new InputException(
          folder.jmh(),
          first.displayName() + " and " + other.displayName() + " were timed in different ways",
          "time all variants with the same options, in one run");
    }
  }
}
