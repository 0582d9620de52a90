package io.github.bertmark.raw;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.PlainText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link ForkRecord} of any release says: the two sides of a comparison may be builds of
 * different commits, so keys that this one does not know are left aside.
 */
public record ForkFacts(
    String variant,
    String modelSha256,
    String onnxRuntimeVersion,
    int intraOpThreads,
    int interOpThreads,
    String query,
    Map<String, Long> labels,
    @Nullable String settling,
    @Nullable Long callAllocatedBytes) {
  private static final String WAY_OUT = "see the logs beside it, and make the comparison again";

  /** Those of every record in a folder, by file name. */
  public static List<ForkFacts> readAll(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> entries = Files.list(folder)) {
      files = entries.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (NoSuchFileException e) {
      throw new InputException(folder, "no fork left a record of what it ran", WAY_OUT, e);
    }
    List<ForkFacts> facts = new ArrayList<>();
    for (Path file : files) {
      facts.add(read(file));
    }
    return facts;
  }

  private static ForkFacts read(Path file) throws IOException {
    JsonNode record = Json.read(file, JsonNode.class, WAY_OUT);
    for (String key :
        List.of("variant", "modelSha256", "onnxRuntimeVersion", "intraOpThreads", "query")) {
      if (!record.hasNonNull(key)) {
        throw new InputException(file, "is no record of a fork: it has no " + key, WAY_OUT);
      }
      JsonNode value = record.path(key);
      require(file, key, value, key.endsWith("Threads") ? value.isInt() : value.isTextual());
    }
    Map<String, Long> labels = new TreeMap<>();
    for (Map.Entry<String, JsonNode> label : record.path("labels").properties()) {
      require(file, "labels", label.getValue(), label.getValue().canConvertToLong());
      labels.put(label.getKey(), label.getValue().longValue());
    }
    return new ForkFacts(
        record.path("variant").asText(),
        record.path("modelSha256").asText(),
        record.path("onnxRuntimeVersion").asText(),
        record.path("intraOpThreads").asInt(),
        record.path("interOpThreads").asInt(1),
        record.path("query").asText(),
        labels,
        record.path("settling").asText(null),
        record.hasNonNull("callAllocatedBytes")
            ? record.path("callAllocatedBytes").longValue()
            : null);
  }

  private static void require(Path file, String key, JsonNode value, boolean fits) {
    if (!fits) {
      throw new InputException(file, key + " holds " + PlainText.quoted(value.toString()), WAY_OUT);
    }
  }

  /** The same settings and model, whatever was answered and allocated. */
  public boolean sameSetup(ForkFacts other) {
    return setup().equals(other.setup());
  }

  private ForkFacts setup() {
    return new ForkFacts(
        variant,
        modelSha256,
        onnxRuntimeVersion,
        intraOpThreads,
        interOpThreads,
        query,
        Map.of(),
        settling,
        null);
  }
}
