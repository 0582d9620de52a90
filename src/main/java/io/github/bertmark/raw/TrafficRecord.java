package io.github.bertmark.raw;

import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What one fork measured of the data set's queries, in a file {@code traffic/<variant>/<uuid>.json}
 * beside the records of the forks.
 *
 * @param modelSha256 digest of the model file that was loaded
 * @param queryTokens of the run's own query
 * @param lengths of all queries of the data set: tokens, and how many have as many
 * @param positions of the sampled ones among them
 * @param tokens of each sampled one
 * @param labels that they were given
 * @param nanos that they took
 */
public record TrafficRecord(
    String modelSha256,
    int queryTokens,
    Map<Integer, Integer> lengths,
    List<Integer> positions,
    List<Integer> tokens,
    List<String> labels,
    List<Long> nanos) {
  private static final String WAY_OUT = "remove the run's folder and run the benchmarks again";

  public TrafficRecord {
    lengths = Collections.unmodifiableMap(new TreeMap<>(lengths));
    positions = List.copyOf(positions);
    tokens = List.copyOf(tokens);
    labels = List.copyOf(labels);
    nanos = List.copyOf(nanos);
    if (tokens.isEmpty()
        || positions.size() != tokens.size()
        || labels.size() != tokens.size()
        || nanos.size() != tokens.size()) {
      throw new IllegalArgumentException("there must be as many of positions, tokens and times");
    }
  }

  /** Whether another fork asked the same and was answered alike. */
  public boolean agreesWith(TrafficRecord other) {
    return modelSha256.equals(other.modelSha256)
        && queryTokens == other.queryTokens
        && lengths.equals(other.lengths)
        && positions.equals(other.positions)
        && tokens.equals(other.tokens)
        && labels.equals(other.labels);
  }

  /**
   * Writes it.
   *
   * @param forks the folder of the forks' records
   */
  public void write(Path forks, String variant) throws IOException {
    Json.write(folder(forks, variant).resolve(UUID.randomUUID() + ".json"), this);
  }

  /**
   * The records of a variant's forks; none if traffic was not measured.
   *
   * @throws InputException if a file is no such record
   */
  public static List<TrafficRecord> readAll(Path forks, String variant) throws IOException {
    Path folder = folder(forks, variant);
    return Files.isDirectory(folder)
        ? ForkRecord.readAll(folder, TrafficRecord.class, "no such folder", WAY_OUT)
        : List.of();
  }

  /** How many forks of a variant have left one. */
  public static int count(Path forks, String variant) throws IOException {
    Path folder = folder(forks, variant);
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return (int) files.filter(file -> file.toString().endsWith(".json")).count();
    }
  }

  private static Path folder(Path forks, String variant) {
    return forks.resolve("traffic").resolve(variant);
  }
}
