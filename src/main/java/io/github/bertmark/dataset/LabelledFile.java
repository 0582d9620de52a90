package io.github.bertmark.dataset;

import io.github.bertmark.Digests;
import io.github.bertmark.InputException;
import io.github.bertmark.PlainText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A file of labelled texts as a data set, of which it is the test split. */
final class LabelledFile {
  private LabelledFile() {}

  /**
   * Reads it: CSV, JSON Lines, a list in JSON, or an object of splits as CLINC150 has it.
   *
   * @throws InputException if it is none of them, or a row lacks text or label
   */
  static Dataset read(Path file, byte[] bytes, FileLayout layout) {
    String text = FileText.of(bytes, file, layout.encoding());
    String name = String.valueOf(file.getFileName());
    String sha256 = Digests.sha256(bytes);
    if (ClincJson.is(text)) {
      Map<Split, List<LabelledQuery>> splits =
          ClincJson.read(text.getBytes(StandardCharsets.UTF_8), file);
      List<LabelledQuery> test = splits.getOrDefault(Split.TEST, List.of());
      boolean clincs = test.stream().anyMatch(LabelledQuery::outOfScope);
      DatasetTraits traits =
          traits(name, List.of(), test).withOutOfScope(clincs ? LabelledQuery.OUT_OF_SCOPE : null);
      return new Dataset(name, sha256, false, splits, traits).with(layout, file);
    }
    List<LabelledRow> rows =
        JsonRows.isJson(text)
            ? JsonRows.read(text, file, layout)
            : CsvRows.read(text, file, layout);
    if (rows.isEmpty()) {
      throw new InputException(file, "holds no texts", "give a file of labelled texts");
    }
    List<LabelledQuery> queries =
        rows.stream().map(row -> new LabelledQuery(row.text(), row.label())).toList();
    return new Dataset(
            name, sha256, false, Map.of(Split.TEST, queries), traits(name, rows, queries))
        .with(layout, file);
  }

  private static DatasetTraits traits(
      String name, List<LabelledRow> rows, List<LabelledQuery> test) {
    return new DatasetTraits(
        null,
        domains(rows),
        rows.stream().map(LabelledRow::line).toList(),
        notes(name, rows, test),
        "Texts of the queries: " + name + ".");
  }

  /** A column of domains that has a label in two of them tells of texts, not of labels. */
  private static Map<String, String> domains(List<LabelledRow> rows) {
    Map<String, String> domains = new LinkedHashMap<>();
    for (LabelledRow row : rows) {
      String domain = row.domain();
      if (domain == null || !domain.equals(domains.computeIfAbsent(row.label(), l -> domain))) {
        return Map.of();
      }
    }
    return domains;
  }

  /** A warning if no answer can be right for all that is labelled so. */
  private static List<String> notes(String name, List<LabelledRow> rows, List<LabelledQuery> test) {
    Map<String, Integer> first = new HashMap<>();
    Map<String, Integer> second = new LinkedHashMap<>();
    for (int i = 0; i < test.size(); i++) {
      String text = test.get(i).text();
      @Nullable Integer before = first.putIfAbsent(text, i);
      if (before != null && !test.get(before).label().equals(test.get(i).label())) {
        second.putIfAbsent(text, i);
      }
    }
    if (second.isEmpty()) {
      return List.of();
    }
    Map.Entry<String, Integer> example = second.entrySet().iterator().next();
    int before = first.getOrDefault(example.getKey(), 0);
    int after = example.getValue();
    String lines =
        rows.isEmpty()
            ? ""
            : " (lines %d and %d)".formatted(rows.get(before).line(), rows.get(after).line());
    List<String> notes = new ArrayList<>();
    notes.add(
        "%d %s of %s under more than one label, such as %s under %s and %s%s: no model answers all of"
                .formatted(
                    second.size(),
                    second.size() == 1 ? "text" : "texts",
                    name + (second.size() == 1 ? " is" : " are"),
                    PlainText.quoted(example.getKey()),
                    PlainText.quoted(test.get(before).label()),
                    PlainText.quoted(test.get(after).label()),
                    lines)
            + " them rightly.");
    return notes;
  }
}
