package io.github.bertmark.report.html;

import io.github.bertmark.machine.Environment;
import io.github.bertmark.run.DatasetReference;
import io.github.bertmark.run.Protocol;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.text.DataNotes;
import io.github.bertmark.text.Figures;
import io.github.bertmark.text.FoundNotes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One thing that is known of how a run came to be.
 *
 * @param code whether the lines are for machines: commands, digests
 */
record ProvenanceItem(String term, List<String> lines, boolean code) {
  private static final double GIB = 1L << 30;

  ProvenanceItem {
    lines = List.copyOf(lines);
  }

  static List<ProvenanceItem> of(RunDocument run) {
    List<ProvenanceItem> items = new ArrayList<>();
    DatasetReference dataset = run.dataset();
    Protocol protocol = run.protocol();
    items.add(code("Repeat it with", run.command()));
    items.add(text("Run", run.id() + ", begun " + run.createdAt()));
    String commit = run.gitCommit();
    items.add(text("bertmark", run.bertmarkVersion()));
    items.add(code("Commit", commit == null ? "unknown" : commit));
    items.add(text("Machine", machine(run.environment())));
    items.add(text("Processor's extensions", String.join(" ", run.environment().cpuFeatures())));
    items.add(
        text(
            "JVM",
            Figures.format(
                "%s %s (JDK %s)", run.jvm().name(), run.jvm().version(), run.jvm().jdkVersion())));
    // Each in a line of its own: they would break after their hyphens.
    items.add(new ProvenanceItem("JVM's flags", run.jvm().arguments(), true));
    items.add(
        text(
            "Versions",
            Figures.format(
                "ONNX Runtime %s, JMH %s", protocol.onnxRuntimeVersion(), protocol.jmhVersion())));
    items.add(
        text(
            "Protocol",
            Figures.format(
                "mode %s, %d forks a variant, each %d calls to warm up and %d timed calls of “%s”%s%s",
                protocol.mode(),
                protocol.forks(),
                protocol.warmupIterations(),
                protocol.measurementIterations(),
                DataNotes.query(protocol),
                protocol.queryChoice() == null ? "" : " (" + protocol.queryChoice() + ")",
                protocol.settling() == null
                    ? ""
                    : "; before each timed call " + protocol.settling())));
    items.add(
        text(
            "Threads",
            Figures.format(
                "%d within an operator, %d across, called from %d",
                protocol.intraOpThreads(), protocol.interOpThreads(), protocol.callers())));
    items.add(
        text(
            "Data set",
            Figures.format(
                "%s, %d queries of %s%s",
                dataset.name(),
                dataset.queries(),
                dataset.split(),
                dataset.sample() ? "; NOT CLINC150, compares with no other set" : "")));
    items.add(code("Data set's SHA-256", dataset.sha256()));
    List<String> found = FoundNotes.of(run);
    if (!found.isEmpty()) {
      items.add(new ProvenanceItem("What was found", found, false));
    }
    items.add(
        new ProvenanceItem(
            "Models' SHA-256",
            run.variants().stream().map(v -> v.id() + " " + v.model().sha256()).toList(),
            true));
    items.add(
        new ProvenanceItem(
            "Audit", run.variants().stream().map(ProvenanceItem::audit).toList(), false));
    return items;
  }

  private static String audit(VariantResult variant) {
    return Figures.format(
        "%s: all %d audited calls of %d forks answered “%s”, as the accuracy pass did",
        variant.displayName(),
        variant.audit().calls(),
        variant.audit().forks(),
        variant.audit().label());
  }

  private static String machine(Environment machine) {
    Double quota = machine.cgroupCpus();
    Long memory = machine.cgroupMemoryBytes();
    return String.format(
        Locale.ROOT,
        "%s (%s, %s), %d physical and %d logical cores, %d available%s, %.1f GiB of memory%s, %s,"
            + " kernel %s",
        machine.cpuModel(),
        machine.microarchitecture(),
        machine.architecture(),
        machine.physicalCores(),
        machine.logicalCores(),
        machine.availableProcessors(),
        quota == null ? "" : String.format(Locale.ROOT, " (limited to %.2f)", quota),
        machine.memoryBytes() / GIB,
        memory == null ? "" : String.format(Locale.ROOT, " (limited to %.1f)", memory / GIB),
        machine.operatingSystem(),
        machine.kernel());
  }

  private static ProvenanceItem text(String term, String line) {
    return new ProvenanceItem(term, List.of(line), false);
  }

  private static ProvenanceItem code(String term, String line) {
    return new ProvenanceItem(term, List.of(line), true);
  }
}
