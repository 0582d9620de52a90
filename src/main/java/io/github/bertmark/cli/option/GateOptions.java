package io.github.bertmark.cli.option;

import io.github.bertmark.AtomicFileSet;
import io.github.bertmark.Json;
import io.github.bertmark.comparison.Comparison;
import io.github.bertmark.comparison.NoiseFloor;
import io.github.bertmark.comparison.Policy;
import io.github.bertmark.dataset.Dataset;
import io.github.bertmark.dataset.Split;
import io.github.bertmark.gate.Gate;
import io.github.bertmark.gate.QueryTexts;
import io.github.bertmark.report.ComparisonMarkdown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** By what runs are compared. */
public final class GateOptions {
  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "Thresholds, as JSON (default: those that docs/gate.md lists).")
  private @Nullable Path policyFile;

  @Option(
      names = "--noise",
      paramLabel = "FILE",
      description = {
        "This machine's noise, as bertmark noise stores it",
        "(default: noise.json in the cache folder, if it is there)."
      })
  private @Nullable Path noiseFile;

  public Policy policy() throws IOException {
    return policyFile == null ? Policy.DEFAULT : Policy.read(policyFile);
  }

  /** The noise floor that was named, or else the one that was stored; null if none was. */
  public @Nullable NoiseFloor noise(Map<String, String> environment) throws IOException {
    if (noiseFile != null) {
      return NoiseFloor.read(noiseFile);
    }
    Path stored = storedNoise(environment);
    return Files.exists(stored) ? NoiseFloor.read(stored) : null;
  }

  /** Where a machine's noise is kept. */
  public static Path storedNoise(Map<String, String> environment) {
    return DatasetOption.cache(environment).resolve("noise.json");
  }

  public Gate gate(Map<String, String> environment, List<String> variants, QueryTexts texts)
      throws IOException {
    return new Gate(policy(), noise(environment), variants, texts);
  }

  /** The texts of a data set's test queries; none if there is no data set. */
  public static QueryTexts texts(@Nullable Dataset dataset) {
    return (reference, index) ->
        dataset != null && dataset.sha256().equals(reference.sha256()) && reference.ofTestSplit()
            ? dataset.queries(Split.TEST).get(index).text()
            : null;
  }

  /** Adds a comparison for programs and for people to the files of a folder. */
  public static AtomicFileSet add(
      AtomicFileSet files, Comparison comparison, Path folder, String name) {
    return files
        .add(folder.resolve(name + ".json"), out -> out.write(Json.toBytes(comparison)))
        .add(folder.resolve(name + ".md"), ComparisonMarkdown.of(comparison));
  }
}
