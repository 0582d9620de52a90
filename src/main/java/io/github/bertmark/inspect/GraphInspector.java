package io.github.bertmark.inspect;

import static java.util.stream.Collectors.toSet;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.github.bertmark.DiskSpace;
import io.github.bertmark.InputException;
import io.github.bertmark.classify.Classifier;
import io.github.bertmark.classify.Diagnosis;
import io.github.bertmark.classify.SessionSettings;
import io.github.bertmark.machine.Environment;
import io.github.bertmark.model.ModelFiles;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.raw.GraphRecord;
import io.github.bertmark.run.GraphReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A look into the session that classifies: ONNX Runtime writes the graph that it made of the model
 * and a trace of some calls; the work of each node is computed from the two.
 */
public final class GraphInspector {
  private static final int WARMUPS = 10;
  private static final int CALLS = 40;

  /** Some 200 bytes for each node and call. */
  private static final long TRACE_BYTES = 16 << 20;

  private final MlasKernels kernels;

  /**
   * @param machine that the model runs on, which is this one
   */
  public GraphInspector(Environment machine) {
    this.kernels = new MlasKernels(machine.architecture(), machine.cpuFeatures());
  }

  /**
   * Runs a variant on the query that is timed and looks at it.
   *
   * @param scratch a folder for what ONNX Runtime writes, as large as the model; it is made, and
   *     gone afterwards
   * @throws InputException if the variant cannot be run
   */
  public GraphRecord inspect(
      ModelVariant variant, SessionSettings settings, String query, Path scratch)
      throws IOException {
    ModelFiles model = ModelFiles.of(variant);
    String sha256 = model.checkedSha256();
    Files.createDirectories(scratch);
    try {
      // Native code would lay a full disk at the model's door.
      DiskSpace.require(
          scratch, model.bytes() + TRACE_BYTES, "free some, or name a folder on another disk");
      Path optimized = scratch.resolve("optimized.onnx");
      int tokens;
      try (Classifier classifier =
          Classifier.open(variant, settings, new Diagnosis(optimized, scratch.resolve("trace")))) {
        for (int call = 0; call < WARMUPS + CALLS; call++) {
          classifier.classify(query);
        }
        tokens = classifier.tokenize(query).length();
      }
      GraphReport graph =
          report(
              OnnxGraph.read(variant.modelFile()),
              OnnxGraph.read(optimized),
              Trace.read(trace(scratch)),
              tokens);
      return new GraphRecord(
          variant.id(),
          sha256,
          Classifier.onnxRuntimeVersion(),
          settings.intraOpThreads(),
          query,
          graph);
    } finally {
      delete(scratch);
    }
  }

  /** Adds up the nodes of a graph, each with its runs. */
  GraphReport report(OnnxGraph file, OnnxGraph optimized, List<NodeRuns> trace, int tokens) {
    Map<String, Deque<NodeRuns>> runsByName = new HashMap<>();
    Set<String> names = optimized.nodes().stream().map(NodeProto::getName).collect(toSet());
    for (NodeRuns runs : trace) {
      String key = names.contains(runs.name()) ? runs.name() : unnamed(runs.operator());
      runsByName.computeIfAbsent(key, name -> new ArrayDeque<>()).add(runs);
    }
    WorkSums sums = new WorkSums(kernels, WARMUPS);
    Set<String> read = new HashSet<>();
    for (NodeProto node : optimized.nodes()) {
      String key = node.getName().isEmpty() ? unnamed(node.getOpType()) : node.getName();
      Deque<NodeRuns> runs = runsByName.getOrDefault(key, new ArrayDeque<>());
      if (runs.isEmpty()) {
        throw new IllegalStateException("the trace has no run of node " + key);
      }
      // Nodes that share a name are alike, so it does not matter which of them takes which runs.
      NodeRuns own = runs.remove();
      sums.add(node, own, NodeWork.of(node, own, optimized.weights(), read));
    }
    return sums.report(file, optimized, tokens);
  }

  /**
   * The key of nodes without a name, which the trace names after operator and index; those of one
   * operator are in the same topological order in both.
   */
  private static String unnamed(String operator) {
    return "\0" + operator;
  }

  private static Path trace(Path scratch) throws IOException {
    try (Stream<Path> files = Files.list(scratch)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("trace"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("ONNX Runtime wrote no trace"));
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> entries = Files.list(folder)) {
      files = entries.toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
    Files.delete(folder);
  }
}
