package io.github.bertmark.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bertmark.Json;
import io.github.bertmark.comparison.Comparison;
import io.github.bertmark.comparison.Policy;
import io.github.bertmark.comparison.Verdict;
import io.github.bertmark.metric.Metric;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.RunFiles;
import io.github.bertmark.run.RunFixture;
import io.github.bertmark.run.RunFixture.Variant;
import io.github.bertmark.run.StoredRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs to compare, merged from fixtures; what a test changes in them it changes in the document.
 */
abstract class StoredRuns {
  @TempDir Path folder;
  private int count;

  /** A run of the two reference variants, with noise of its own. */
  StoredRun reference(long seed, int forks) throws IOException {
    return run(RunFixture.ofReferenceVariants().withSeed(seed).withForks(forks));
  }

  /** The reference variants, the second with another latency, accuracy and size. */
  StoredRun changed(long seed, int forks, double meanMillis, int correct, long bytes)
      throws IOException {
    Variant distilbert = new Variant("distilbert", "DistilBERT", meanMillis, correct, bytes);
    return run(RunFixture.of(RunFixture.BERT, distilbert).withSeed(seed).withForks(forks));
  }

  StoredRun run(RunFixture fixture) throws IOException {
    Path path = folder.resolve("run-" + ++count);
    fixture.document(path).write(new RunFiles(path).run());
    return StoredRun.read(path);
  }

  /** The run with another document. */
  static StoredRun edited(StoredRun run, Consumer<ObjectNode> edit) throws IOException {
    ObjectNode tree =
        (ObjectNode) Json.read(Json.toBytes(run.document()), JsonNode.class, "run", "");
    edit.accept(tree);
    return new StoredRun(
        run.folder(), Json.read(Json.toBytes(tree), RunDocument.class, "edited run", ""));
  }

  static ObjectNode variant(ObjectNode run, String id) {
    for (JsonNode variant : run.path("variants")) {
      if (variant.path("id").asText().equals(id)) {
        return (ObjectNode) variant;
      }
    }
    throw new IllegalArgumentException(id);
  }

  static Comparison compare(StoredRun base, StoredRun candidate) throws IOException {
    return new Gate(Policy.DEFAULT).compare(base, candidate);
  }

  static Verdict verdict(Comparison comparison, String variant, Metric metric) {
    return comparison.finding(variant, metric).orElseThrow().verdict();
  }
}
