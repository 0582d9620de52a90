package io.github.bertmark.raw;

import io.github.bertmark.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The records that a scenario's processes left in its folder. */
public final class Records {
  private Records() {}

  /** Those of a variant, by their files' names; none if there is no such folder. */
  public static <T> List<T> ofVariant(
      Path folder, Class<T> type, Function<T, String> idOf, String variant) throws IOException {
    return readAll(folder, type).stream()
        .filter(record -> idOf.apply(record).equals(variant))
        .toList();
  }

  /** All of them, by their files' names; none if there is no such folder. */
  public static <T> List<T> readAll(Path folder, Class<T> type) throws IOException {
    List<T> records = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
          records.add(Json.read(file, type, "run the scenario again"));
        }
      }
    }
    return records;
  }
}
