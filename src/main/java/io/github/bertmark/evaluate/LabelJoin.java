package io.github.bertmark.evaluate;

import io.github.bertmark.InputException;
import io.github.bertmark.PlainText;
import io.github.bertmark.dataset.Dataset;
import io.github.bertmark.dataset.DatasetTraits;
import io.github.bertmark.dataset.LabelledQuery;
import io.github.bertmark.dataset.NearestLabels;
import io.github.bertmark.dataset.OwnTraits;
import io.github.bertmark.dataset.Split;
import io.github.bertmark.model.ModelVariant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The labels of a split of a data set, each with the label of a variant that it stands for: the one
 * of the same name, or, where all of them are whole numbers and none of the variant's is, the one
 * at that position.
 */
public final class LabelJoin {
  private static final String WHOLE_NUMBER = "0|[1-9][0-9]{0,8}";

  private final Dataset dataset;
  private final ModelVariant variant;
  private final List<LabelledQuery> queries;
  private final Map<String, String> labels = new LinkedHashMap<>();
  private final boolean byPosition;

  private LabelJoin(ModelVariant variant, Dataset dataset, Split split) {
    this.dataset = dataset;
    this.variant = variant;
    this.queries = dataset.queries(split);
    this.byPosition =
        queries.stream().allMatch(query -> query.label().matches(WHOLE_NUMBER))
            && variant.labels().stream().noneMatch(label -> label.matches(WHOLE_NUMBER));
    for (int i = 0; i < queries.size(); i++) {
      String label = queries.get(i).label();
      if (!labels.containsKey(label)) {
        labels.put(label, join(label, split == Split.TEST ? dataset.place(i) : ""));
      }
    }
  }

  /**
   * Joins them.
   *
   * @throws InputException if the variant lacks a label, or the split is empty or not there
   */
  public static LabelJoin of(ModelVariant variant, Dataset dataset, Split split) {
    if (dataset.queries(split).isEmpty()) {
      String name = split.name().toLowerCase(Locale.ROOT);
      throw new InputException(
          dataset.name(), "its " + name + " split is empty", "use another data set");
    }
    return new LabelJoin(variant, dataset, split);
  }

  /**
   * Joins the test split's with all variants, which have to call each label the same.
   *
   * @return what a reader of the results has to know; null if there is nothing
   * @throws InputException as {@link #of} does, or if two variants differ
   */
  public static @Nullable String require(List<ModelVariant> variants, Dataset dataset) {
    @Nullable LabelJoin first = null;
    for (ModelVariant variant : variants) {
      LabelJoin join = of(variant, dataset, Split.TEST);
      first = first == null ? join : first;
      if (!join.labels.equals(first.labels)) {
        throw new InputException(
            dataset.name(),
            "the variants %s and %s have their labels in different orders, so that its numbers say"
                    .formatted(first.variant.id(), variant.id())
                + " different things",
            "give it the labels' names, or run the variants one by one");
      }
    }
    return first == null ? null : first.note();
  }

  /** The variant's label that one of the data set's stands for. */
  public String ofVariant(String label) {
    return Objects.requireNonNull(labels.get(label));
  }

  /** The variant's label that is out of scope; null if there is none. */
  @Nullable String outOfScope() {
    String label = dataset.traits().outOfScope();
    return label == null ? null : labels.getOrDefault(label, label);
  }

  /** What results have to say of the data set; null if that goes without saying. */
  @Nullable OwnTraits ownTraits() {
    DatasetTraits traits = dataset.traits();
    Map<String, String> domains = new TreeMap<>();
    labels.forEach(
        (label, own) -> {
          String domain = traits.domains().get(label);
          if (domain != null) {
            domains.put(own, domain);
          }
        });
    List<String> notes = new ArrayList<>(traits.notes());
    if (byPosition) {
      notes.add(0, Objects.requireNonNull(note()));
    }
    boolean clincs =
        !dataset.isOwn() && Objects.equals(traits.outOfScope(), LabelledQuery.OUT_OF_SCOPE);
    return clincs ? null : new OwnTraits(outOfScope(), domains, notes);
  }

  /** That positions were taken for names; null if they were not. */
  @Nullable String note() {
    return byPosition
        ? "The labels of %s are numbers: each was taken as a position in the list of the model's labels (%s)."
            .formatted(dataset.name(), positions())
        : null;
  }

  private String positions() {
    List<String> names = variant.labels();
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < Math.min(2, names.size()); i++) {
      shown.add(i + " is " + PlainText.quoted(names.get(i)));
    }
    return String.join(", ", shown) + (names.size() > 2 ? ", and so on" : "");
  }

  private String join(String label, String place) {
    List<String> names = variant.labels();
    if (byPosition) {
      int position = Integer.parseInt(label);
      if (position >= names.size()) {
        throw new InputException(
            dataset.name(),
            place
                + "the label %s is no position in the %d labels of the variant %s, which begin at 0"
                    .formatted(label, names.size(), variant.id()),
            "give the labels' names, or the positions that the model was trained with");
      }
      return names.get(position);
    }
    if (!names.contains(label)) {
      long others =
          queries.stream()
                  .map(LabelledQuery::label)
                  .distinct()
                  .filter(other -> !names.contains(other))
                  .count()
              - 1;
      throw new InputException(
          dataset.name(),
          place
              + "the variant %s does not know its label %s%s"
                  .formatted(
                      variant.id(),
                      PlainText.quoted(label),
                      others == 0 ? "" : " (and " + others + " others)"),
          "correct the label, or use another data set: the variant has "
              + NearestLabels.of(label, names));
    }
    return label;
  }
}
