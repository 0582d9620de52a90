package io.github.bertmark.dataset;

import io.github.bertmark.Digests;
import java.util.List;
import java.util.Map;

/** The built-in sample: queries that the project's authors wrote for CLINC150's labels. */
final class Sample {
  private static final String RESOURCE = "sample.csv";

  private Sample() {}

  static Dataset load() {
    byte[] csv = CsvResource.bytes(RESOURCE);
    List<LabelledQuery> queries =
        CsvResource.records(csv).stream()
            .map(row -> new LabelledQuery(row.get("text"), row.get("label")))
            .toList();
    return new Dataset(
        "built-in sample",
        Digests.sha256(csv),
        true,
        Map.of(Split.TEST, queries),
        DatasetTraits.CLINC150.attributedTo("Texts of the queries: bertmark's built-in sample."));
  }
}
