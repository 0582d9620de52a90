package io.github.bertmark.gate;

import io.github.bertmark.comparison.Difference;
import io.github.bertmark.machine.Environment;
import io.github.bertmark.machine.Jvm;
import io.github.bertmark.machine.Processor;
import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.metric.Factor;
import io.github.bertmark.metric.Metric;
import io.github.bertmark.run.DatasetReference;
import io.github.bertmark.run.ModelReference;
import io.github.bertmark.run.Protocol;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.SessionReport;
import io.github.bertmark.run.SideRun;
import io.github.bertmark.run.VariantResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what two runs do not have in common, and which metrics that makes incomparable. */
public final class ComparabilityGuard {
  /** Flags that say where files lie or what the protocol and the session report tell already. */
  private static final Set<String> NEUTRAL_FLAGS =
      Set.of(
          "-Dbertmark.models",
          "-Dbertmark.forkRecords",
          "-Dbertmark.forks",
          "-Dbertmark.threads",
          "-Dbertmark.query",
          "-Dbertmark.queryFile",
          "-Dbertmark.turns",
          "-Djmh.ignoreLock",
          "-Donnxruntime.native.path",
          "-Djava.io.tmpdir");

  private final Catalogue catalogue;
  private final List<Factor> underTest;
  private final List<Difference> differences = new ArrayList<>();

  private ComparabilityGuard(Catalogue catalogue, List<Factor> underTest) {
    this.catalogue = catalogue;
    this.underTest = underTest;
  }

  /**
   * All differences.
   *
   * @param underTest factors whose differences block nothing
   */
  static List<Difference> differences(
      RunDocument base, RunDocument candidate, Catalogue catalogue, List<Factor> underTest) {
    ComparabilityGuard guard = new ComparabilityGuard(catalogue, underTest);
    guard.machine(base.environment(), candidate.environment());
    guard.protocol(base.protocol(), candidate.protocol());
    boolean reported =
        Stream.concat(base.variants().stream(), candidate.variants().stream())
            .allMatch(variant -> variant.settings() != null);
    guard.jvm(base.jvm(), candidate.jvm(), reported);
    guard.dataset(base.dataset(), candidate.dataset());
    for (VariantResult theirs : base.variants()) {
      candidate.variants().stream()
          .filter(ours -> ours.id().equals(theirs.id()))
          .forEach(ours -> guard.variant(theirs, ours));
    }
    return List.copyOf(guard.differences);
  }

  /** All differences between the sides of one interleaved comparison. */
  static List<Difference> differences(SideRun base, SideRun candidate, List<Factor> underTest) {
    ComparabilityGuard guard = new ComparabilityGuard(Catalogue.STANDARD, underTest);
    guard.machine(base.environment(), candidate.environment());
    guard.protocol(base.protocol(), candidate.protocol());
    guard.jvm(base.jvm(), candidate.jvm(), false);
    guard.model(base.variant(), base.model(), candidate.model());
    return List.copyOf(guard.differences);
  }

  /** Why a metric of a variant cannot be compared for what differs, if so. */
  static Optional<String> blocking(List<Difference> differences, String variant, Metric metric) {
    String why =
        differences.stream()
            .filter(d -> d.variant() == null || d.variant().equals(variant))
            .filter(d -> d.blocks().contains(metric))
            .map(Difference::text)
            .collect(Collectors.joining("; "));
    return why.isEmpty() ? Optional.empty() : Optional.of("what differs: " + why);
  }

  /** Whether times on the two compare, as far as the machine goes. */
  public static boolean isSameMachine(Environment a, Environment b) {
    ComparabilityGuard guard = new ComparabilityGuard(Catalogue.STANDARD, List.of());
    guard.machine(a, b);
    return guard.differences.stream().allMatch(difference -> difference.blocks().isEmpty());
  }

  /** Whether the processors offer the same instructions to matrix kernels. */
  static boolean isSameInstructionSet(Environment a, Environment b) {
    return a.architecture().equals(b.architecture())
        && Set.copyOf(a.cpuFeatures()).equals(Set.copyOf(b.cpuFeatures()));
  }

  private void machine(Environment a, Environment b) {
    note(Factor.CPU, "CPU", a.cpuModel(), b.cpuModel());
    note(Factor.CPU, "microarchitecture", a.microarchitecture(), b.microarchitecture());
    note(Factor.CPU, "architecture", a.architecture(), b.architecture());
    note(
        Factor.CPU,
        "instruction sets",
        a.cpuFeatures().stream().sorted().toList(),
        b.cpuFeatures().stream().sorted().toList());
    if (a.processor() != null && b.processor() != null) {
      processor(a.processor(), b.processor());
    }
    note(Factor.CORES, "physical cores", a.physicalCores(), b.physicalCores());
    note(Factor.CORES, "logical cores", a.logicalCores(), b.logicalCores());
    note(Factor.CORES, "processors of the JVM", a.availableProcessors(), b.availableProcessors());
    note(Factor.CORES, "limit on processors", a.cgroupCpus(), b.cgroupCpus());
    note(Factor.CORES, "limit on memory", a.cgroupMemoryBytes(), b.cgroupMemoryBytes());
    name(Factor.SYSTEM, "memory in GiB", a.memoryBytes() >> 30, b.memoryBytes() >> 30);
    name(Factor.SYSTEM, "operating system", a.operatingSystem(), b.operatingSystem());
    name(Factor.SYSTEM, "kernel", a.kernel(), b.kernel());
  }

  private void processor(Processor a, Processor b) {
    note(Factor.CPU, "family of the processor", a.family(), b.family());
    note(Factor.CPU, "its model", a.model(), b.model());
    note(Factor.CPU, "its stepping", a.stepping(), b.stepping());
    note(Factor.CPU, "its caches in bytes", a.cacheBytes(), b.cacheBytes());
    note(Factor.CPU, "behind a hypervisor", a.virtual(), b.virtual());
    name(Factor.CPU, "its microcode", a.microcode(), b.microcode());
    name(Factor.CPU, "its nominal frequency", a.nominalHertz(), b.nominalHertz());
  }

  private void protocol(Protocol a, Protocol b) {
    note(Factor.PROTOCOL, "benchmark", a.benchmark(), b.benchmark());
    note(Factor.PROTOCOL, "mode", a.mode(), b.mode());
    note(Factor.PROTOCOL, "warm-up calls", a.warmupIterations(), b.warmupIterations());
    note(Factor.PROTOCOL, "timed calls", a.measurementIterations(), b.measurementIterations());
    note(Factor.PROTOCOL, "before a timed call", a.settling(), b.settling());
    note(Factor.PROTOCOL, "callers", a.callers(), b.callers());
    name(Factor.PROTOCOL, "forks", a.forks(), b.forks());
    name(Factor.PROTOCOL, "JMH", a.jmhVersion(), b.jmhVersion());
    note(Factor.QUERY, "query", a.query(), b.query());
    note(Factor.SESSION, "threads in operators", a.intraOpThreads(), b.intraOpThreads());
    note(Factor.SESSION, "threads across operators", a.interOpThreads(), b.interOpThreads());
    note(Factor.ONNX_RUNTIME, "ONNX Runtime", a.onnxRuntimeVersion(), b.onnxRuntimeVersion());
  }

  private void jvm(Jvm a, Jvm b, boolean reported) {
    note(Factor.JVM, "JVM", a.name(), b.name());
    note(Factor.JVM, "version of the JVM", a.version(), b.version());
    note(Factor.JVM, "JVM flags", flags(a.arguments(), reported), flags(b.arguments(), reported));
  }

  private void dataset(DatasetReference a, DatasetReference b) {
    note(Factor.DATASET, "data set", a.name(), b.name());
    note(Factor.DATASET, "digest of the data set", a.sha256(), b.sha256());
    note(Factor.DATASET, "split", a.split(), b.split());
    note(Factor.DATASET, "queries", a.queries(), b.queries());
  }

  private void model(String variant, ModelReference a, ModelReference b) {
    if (!a.sha256().equals(b.sha256())) {
      String base = shorten(a.sha256());
      String candidate = shorten(b.sha256());
      differences.add(new Difference(Factor.MODEL, "model", variant, base, candidate, List.of()));
    }
  }

  private void variant(VariantResult a, VariantResult b) {
    model(a.id(), a.model(), b.model());
    SessionReport ours = a.settings();
    SessionReport theirs = b.settings();
    if (ours != null && theirs != null && !ours.equals(theirs)) {
      differences.add(
          new Difference(
              Factor.SESSION,
              "session settings",
              a.id(),
              ours.toString(),
              theirs.toString(),
              blocks(Factor.SESSION)));
    }
  }

  /** A flag of bertmark's own is told by the session reports, if there are any. */
  private static List<String> flags(List<String> arguments, boolean reported) {
    return arguments.stream()
        .filter(argument -> !NEUTRAL_FLAGS.contains(argument.replaceFirst("=.*", "")))
        .filter(argument -> !(reported && argument.startsWith("-Dbertmark.")))
        .toList();
  }

  private void note(Factor factor, String name, @Nullable Object base, @Nullable Object candidate) {
    note(factor, name, base, candidate, blocks(factor));
  }

  /** Something that is worth naming, and blocks nothing. */
  private void name(Factor factor, String name, @Nullable Object base, @Nullable Object candidate) {
    note(factor, name, base, candidate, List.of());
  }

  private void note(
      Factor factor,
      String name,
      @Nullable Object base,
      @Nullable Object candidate,
      List<Metric> blocks) {
    if (!Objects.equals(base, candidate)) {
      differences.add(new Difference(factor, name, null, text(base), text(candidate), blocks));
    }
  }

  private List<Metric> blocks(Factor factor) {
    return underTest.contains(factor) ? List.of() : catalogue.incomparableBy(factor);
  }

  private static String text(@Nullable Object value) {
    return value == null ? "none" : value.toString();
  }

  private static String shorten(String sha256) {
    return sha256.length() <= 12 ? sha256 : sha256.substring(0, 12);
  }
}
