package io.github.bertmark.jmh;

import io.github.bertmark.Json;
import io.github.bertmark.dataset.Datasets;
import io.github.bertmark.dataset.LabelledQuery;
import io.github.bertmark.dataset.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The data set's queries in an order of chance, from the file that {@code bertmark.texts} names, an
 * array in JSON; those of the built-in sample if none is named.
 */
final class DatasetTexts {
  private DatasetTexts() {}

  static List<String> read() throws IOException {
    String file = System.getProperty("bertmark.texts");
    return file == null
        ? Datasets.sample().queries(Split.TEST).stream().map(LabelledQuery::text).toList()
        : List.of(Json.read(Path.of(file), String[].class, "run the benchmarks again"));
  }
}
