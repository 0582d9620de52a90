package io.github.bertmark.dataset;

import io.github.bertmark.InputException;
import io.github.bertmark.PlainText;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Labelled queries in their splits, identified by a digest.
 *
 * <p>The order of the queries is fixed, so that a position in a split names a query.
 *
 * @param name what it is called in results
 * @param sha256 digest of the file that it was read from
 * @param sample whether it is the built-in sample, whose accuracies compare with no other set's
 * @param splits the splits that it has; {@link #queries} reads them
 * @param labels every label that occurs, sorted by character code, {@code oos} included
 * @param traits what else is known of it
 */
public record Dataset(
    String name,
    String sha256,
    boolean sample,
    Map<Split, List<LabelledQuery>> splits,
    List<String> labels,
    DatasetTraits traits) {

  public Dataset {
    Map<Split, List<LabelledQuery>> copy = new EnumMap<>(Split.class);
    splits.forEach((split, queries) -> copy.put(split, List.copyOf(queries)));
    splits = Map.copyOf(copy);
    labels = List.copyOf(labels);
  }

  /** A data set whose labels are those of its queries. */
  public Dataset(
      String name,
      String sha256,
      boolean sample,
      Map<Split, List<LabelledQuery>> splits,
      DatasetTraits traits) {
    this(name, sha256, sample, splits, labelsOf(splits), traits);
  }

  /** The same of CLINC150's kind. */
  public Dataset(
      String name, String sha256, boolean sample, Map<Split, List<LabelledQuery>> splits) {
    this(name, sha256, sample, splits, DatasetTraits.CLINC150);
  }

  /** The same with the out-of-scope label that a user named, if one was. */
  Dataset with(FileLayout layout, Object source) {
    String label = layout.outOfScopeLabel();
    if (label == null) {
      return this;
    }
    if (!labels.contains(label)) {
      throw new InputException(
          source,
          "no text has the label " + PlainText.quoted(label) + " that is to be out of scope",
          "correct --out-of-scope-label; it has " + NearestLabels.of(label, labels));
    }
    return new Dataset(name, sha256, sample, splits, labels, traits.withOutOfScope(label));
  }

  /** Whether it is a user's own, rather than CLINC150 or the sample. */
  public boolean isOwn() {
    return !traits.attribution().equals(DatasetTraits.CLINC150.attribution()) && !sample;
  }

  /** Where a test query lies in its file: {@code "line 7: "}; empty if that is not known. */
  public String place(int position) {
    return position < traits.lines().size() ? "line " + traits.lines().get(position) + ": " : "";
  }

  /**
   * The queries of one split, in file order.
   *
   * @throws InputException if the data set lacks it, as the built-in sample lacks all but the test
   *     split
   */
  public List<LabelledQuery> queries(Split split) {
    List<LabelledQuery> queries = splits.get(split);
    if (queries == null) {
      throw new InputException(
          name,
          "has no " + split.name().toLowerCase(Locale.ROOT) + " split",
          isOwn()
              ? "give an object of splits in JSON, as CLINC150's, that has one"
              : "use the CLINC150 file instead");
    }
    return queries;
  }

  private static List<String> labelsOf(Map<Split, List<LabelledQuery>> splits) {
    return splits.values().stream()
        .flatMap(Collection::stream)
        .map(LabelledQuery::label)
        .distinct()
        .sorted()
        .toList();
  }
}
