package io.github.bertmark.run;

import io.github.bertmark.InputException;
import io.github.bertmark.machine.Limits;
import io.github.bertmark.run.scenario.CallTimes;
import io.github.bertmark.run.scenario.CallTimes.Percentile;
import io.github.bertmark.run.scenario.ScenarioResults;
import io.github.bertmark.run.scenario.Traffic;
import io.github.bertmark.run.scenario.Traffic.Line;
import io.github.bertmark.statistics.ConfidenceIntervals;
import io.github.bertmark.statistics.Interval;
import io.github.bertmark.statistics.Summary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a document says, counted again from the raw times in it: it may have been edited, and a
 * report or a verdict would believe it.
 */
final class Recount {
  private static final double ROUNDING = 1e-9;
  private static final double CONFIDENCE = 0.95;

  private final Object file;
  private String place = "";

  private Recount(Object file) {
    this.file = file;
  }

  /**
   * Fails if a document contradicts itself.
   *
   * @param file names it
   */
  static void require(RunDocument run, Object file) {
    Recount recount = new Recount(file);
    for (VariantResult variant : run.variants()) {
      recount.place = variant.id();
      recount.variant(run, variant);
    }
    Limits limits = run.limits();
    if (limits != null) {
      recount.place = "limits";
      limits.reads().forEach(r -> recount.above("gigabytesPerSecond", r.gigabytesPerSecond(), 0));
      limits
          .products()
          .forEach(p -> recount.above("gigaOperationsPerSecond", p.gigaOperationsPerSecond(), 0));
    }
  }

  private void variant(RunDocument run, VariantResult variant) {
    latency("latency", variant.latency());
    same("protocol.forks", run.protocol().forks(), variant.latency().forkTimesMillis().size());
    for (List<Double> fork : variant.latency().forkTimesMillis()) {
      same("protocol.measurementIterations", run.protocol().measurementIterations(), fork.size());
    }
    Stages stages = variant.stages();
    if (stages != null) {
      latency("stages.tokenise", stages.tokenise());
      latency("stages.infer", stages.infer());
      latency("stages.label", stages.label());
      latency("stages.classify", stages.classify());
      latency("stages.bareRun", stages.bareRun());
    }
    for (Peer peer : variant.peers() == null ? List.<Peer>of() : variant.peers()) {
      latency("peers." + peer.name(), peer.latency());
      above("peers." + peer.name() + ".classifyOver", peer.classifyOver(), 0);
      pairs("peers." + peer.name(), peer);
    }
    Allocation allocation = variant.callAllocation();
    if (allocation != null) {
      List<Double> forks = allocation.forkBytesPerCall();
      same(
          "callAllocation.forkBytesPerCall",
          variant.latency().forkTimesMillis().size(),
          forks.size());
      same("callAllocation.bytesPerCall", allocation.bytesPerCall(), Summary.of(forks).median());
    }
    Bound bound = variant.bound();
    if (bound != null) {
      double least = Math.max(bound.memoryMillis(), bound.computeMillis());
      same("bound.lowerBoundMillis", bound.lowerBoundMillis(), least);
      same(
          "bound.measuredOverBound",
          bound.measuredOverBound(),
          variant.latency().medianMillis() / least);
    }
    Traffic traffic = variant.measured(ScenarioResults::traffic);
    if (traffic != null) {
      traffic(traffic);
    }
    accuracy(run.dataset(), variant.accuracy());
    above("model.sizeBytes", variant.model().sizeBytes(), 0);
    above("audit.calls", variant.audit().calls(), 0);
    above("audit.forks", variant.audit().forks(), 0);
    share("audit.score", variant.audit().score());
  }

  private void pairs(String name, Peer peer) {
    Latency classify = peer.classify();
    if (classify == null) {
      return;
    }
    latency(name + ".classify", classify);
    List<Integer> calls = calls(classify);
    if (!calls.equals(calls(peer.latency()))) {
      throw fault(name + ".classify is not of as many calls as " + name + ".latency");
    }
    Peer counted = Peer.of(peer.name(), peer.latency(), classify);
    same(name + ".classifyOver", peer.classifyOver(), counted.classifyOver());
    same(
        name + ".classifyOverInterval95",
        peer.classifyOverInterval95(),
        counted.classifyOverInterval95());
  }

  private void traffic(Traffic traffic) {
    CallTimes times = traffic.times();
    Traffic counted =
        Traffic.of(
            times.forkTimesMillis(), traffic.tokens(), traffic.queryTokens(), traffic.lengths());
    same("traffic.calls", times.calls(), counted.times().calls());
    same("traffic.meanMillis", times.meanMillis(), counted.times().meanMillis());
    same(
        "traffic.meanInterval95Millis",
        times.meanInterval95Millis(),
        counted.times().meanInterval95Millis());
    same("traffic.percentiles", times.percentiles().size(), counted.times().percentiles().size());
    for (Percentile percentile : counted.times().percentiles()) {
      Percentile given = times.percentile(percentile.quantile());
      String name = "traffic.p" + Math.round(100 * percentile.quantile());
      same(name, given == null ? null : (Double) given.millis(), percentile.millis());
      same(
          name + ".interval95Millis",
          given == null ? null : given.interval95Millis(),
          percentile.interval95Millis());
    }
    Line line = traffic.line();
    Line fit = counted.line();
    same("traffic.line", line == null ? 0 : 1, fit == null ? 0 : 1);
    if (line != null && fit != null) {
      same("traffic.line.interceptMillis", line.interceptMillis(), fit.interceptMillis());
      same("traffic.line.millisPerToken", line.millisPerToken(), fit.millisPerToken());
      same("traffic.line.queryMillis", line.queryMillis(), fit.queryMillis());
    }
  }

  private static List<Integer> calls(Latency latency) {
    return latency.forkTimesMillis().stream().map(List::size).toList();
  }

  private void latency(String name, @Nullable Latency latency) {
    if (latency == null) {
      return;
    }
    List<List<Double>> forks = latency.forkTimesMillis();
    if (forks.isEmpty() || forks.stream().anyMatch(List::isEmpty)) {
      throw fault(name + ".forkTimesMillis holds a fork without times");
    }
    if (forks.stream().flatMap(List::stream).anyMatch(time -> !(time >= 0 && time < 1e12))) {
      throw fault(name + ".forkTimesMillis holds what is no time");
    }
    Latency counted = Latency.of(forks);
    same(name + ".calls", latency.calls(), counted.calls());
    above(name + ".maximumMillis", latency.maximumMillis(), 0);
    same(name + ".meanMillis", latency.meanMillis(), counted.meanMillis());
    same(
        name + ".standardDeviationMillis",
        latency.standardDeviationMillis(),
        counted.standardDeviationMillis());
    same(name + ".minimumMillis", latency.minimumMillis(), counted.minimumMillis());
    same(name + ".medianMillis", latency.medianMillis(), counted.medianMillis());
    same(name + ".p90Millis", latency.p90Millis(), counted.p90Millis());
    same(name + ".p95Millis", latency.p95Millis(), counted.p95Millis());
    same(name + ".p99Millis", latency.p99Millis(), counted.p99Millis());
    same(name + ".maximumMillis", latency.maximumMillis(), counted.maximumMillis());
    same(
        name + ".meanInterval95Millis",
        latency.meanInterval95Millis(),
        counted.meanInterval95Millis());
  }

  private void accuracy(DatasetReference dataset, Accuracy accuracy) {
    same("accuracy.queries", accuracy.queries(), dataset.queries());
    above("accuracy.queries", accuracy.queries(), 0);
    if (accuracy.correct() < 0 || accuracy.correct() > accuracy.queries()) {
      throw fault("accuracy.correct is " + accuracy.correct() + " of " + accuracy.queries());
    }
    same(
        "accuracy.accuracy", accuracy.accuracy(), (double) accuracy.correct() / accuracy.queries());
    same(
        "accuracy.wilson95",
        accuracy.wilson95(),
        ConfidenceIntervals.ofProportion(accuracy.correct(), accuracy.queries(), CONFIDENCE));
    share("accuracy.inScopeAccuracy", accuracy.inScopeAccuracy());
    share("accuracy.outOfScopeRecall", accuracy.outOfScopeRecall());
    share("accuracy.macroF1", accuracy.macroF1());
    between(
        accuracy.accuracy(),
        accuracy.inScopeAccuracy(),
        accuracy.outOfScopeRecall(),
        accuracy.queries());
    if (accuracy.plain() != null && !accuracy.plain().areOf(accuracy.queries())) {
      throw fault("accuracy.plain is not of " + accuracy.queries() + " queries");
    }
    above("accuracy.seconds", accuracy.seconds(), -1);
  }

  /** An accuracy is a mean of its two parts, each of at least one query. */
  private void between(
      double accuracy, @Nullable Double inScope, @Nullable Double outOfScope, int queries) {
    double one = inScope == null ? Double.NaN : inScope;
    double other = outOfScope == null ? Double.NaN : outOfScope;
    double lower = inScope == null ? other : outOfScope == null ? one : Math.min(one, other);
    double upper = inScope == null ? other : outOfScope == null ? one : Math.max(one, other);
    if (!(lower - ROUNDING <= accuracy && accuracy <= upper + ROUNDING)) {
      throw fault(
          "accuracy.accuracy is %s of %d queries, but in scope it is %s, out of scope %s"
              .formatted(accuracy, queries, inScope, outOfScope));
    }
  }

  private void share(String name, @Nullable Double share) {
    if (share != null && !(share >= 0 && share <= 1)) {
      throw fault(name + " is " + share + ", not between 0 and 1");
    }
  }

  private void above(String name, double value, double limit) {
    if (!(value > limit && Double.isFinite(value))) {
      throw fault(name + " is " + value + ", not above " + limit);
    }
  }

  private void same(String name, @Nullable Interval given, @Nullable Interval counted) {
    same(
        name + ".lower",
        given == null ? null : given.lower(),
        counted == null ? null : counted.lower());
    same(
        name + ".upper",
        given == null ? null : given.upper(),
        counted == null ? null : counted.upper());
  }

  private void same(String name, @Nullable Number given, @Nullable Number counted) {
    double ours = given == null ? Double.NaN : given.doubleValue();
    double theirs = counted == null ? Double.NaN : counted.doubleValue();
    boolean equal =
        Double.compare(ours, theirs) == 0
            || Math.abs(ours - theirs) <= ROUNDING * Math.max(1, Math.abs(theirs));
    if (!equal) {
      throw fault("%s is %s, but what it is of gives %s".formatted(name, given, counted));
    }
  }

  private InputException fault(String cause) {
    return new InputException(
        file, place + ": " + cause, "the document was changed: merge the run again");
  }
}
