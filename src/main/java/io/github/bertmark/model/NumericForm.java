package io.github.bertmark.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.bertmark.PlainText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The numeric form of a whole model: that of most linear layers, that of the embeddings, and the
 * linear layers that have another, the "mix".
 *
 * <p>Linear layers go by the groups that share an input: {@code layer.0.attention} (query, key and
 * value), {@code layer.0.attention_output}, {@code layer.0.intermediate}, {@code layer.0.output}
 * and {@code pooler}; those of a ready graph are numbered in its order, {@code linear.0} and so on.
 * Biases, layer normalisations, token types and the classifier are always float32.
 *
 * @param linear the form of linear layers
 * @param embeddings the form of word embeddings, where a channel is a token; unless that is
 *     float32, position embeddings are int8
 * @param exceptions the linear layers of another form, by the names above; null if there are none
 */
public record NumericForm(
    WeightForm linear, WeightForm embeddings, @Nullable SortedMap<String, WeightForm> exceptions) {
  /** Everything in float32. */
  public static final NumericForm FLOAT32 =
      new NumericForm(WeightForm.FLOAT32, WeightForm.FLOAT32, null);

  public static final String POOLER = "pooler";

  private static final List<String> LAYER_PARTS =
      List.of("attention", "attention_output", "intermediate", "output");

  private static final Pattern GROUP =
      Pattern.compile(
          "layer\\.\\d+\\.(" + String.join("|", LAYER_PARTS) + ")|" + POOLER + "|linear\\.\\d+");

  @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
  public NumericForm {
    if (exceptions != null) {
      for (Map.Entry<String, WeightForm> exception : exceptions.entrySet()) {
        Checks.that(
            GROUP.matcher(exception.getKey()).matches(),
            "there is no linear layer "
                + PlainText.cut(exception.getKey())
                + ": they are layer.N.attention, layer.N.attention_output, layer.N.intermediate,"
                + " layer.N.output and pooler");
        Checks.that(exception.getValue() != null, exception.getKey() + " must have a form");
      }
      exceptions = Collections.unmodifiableSortedMap(new TreeMap<>(exceptions));
    }
  }

  /** One form for all; {@code variant.json} has its name alone, such as {@code "float32"}. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static NumericForm of(String name) {
    WeightForm form = WeightForm.of(name);
    return new NumericForm(form, form, null);
  }

  /** The form of a group of linear layers, such as {@code layer.0.output}. */
  public WeightForm ofGroup(String group) {
    return exceptions == null ? linear : exceptions.getOrDefault(group, linear);
  }

  /** The exceptions for layers of that number and above, or for none that a checkpoint has. */
  public SortedSet<String> groupsOfLayersFrom(int layers) {
    SortedSet<String> groups = new TreeSet<>();
    if (exceptions != null) {
      for (String group : exceptions.keySet()) {
        String[] parts = group.split("\\.", -1);
        if (parts.length == 2
            || parts.length > 2
                && (parts[1].length() > 3 || Integer.parseInt(parts[1]) >= layers)) {
          groups.add(group);
        }
      }
    }
    return groups;
  }

  /** Whether it is any other than {@link #FLOAT32}. */
  public boolean quantized() {
    return !equals(FLOAT32);
  }

  /** The groups of linear layers of a model with so many encoder layers. */
  public static List<String> groups(int layers) {
    List<String> groups = new ArrayList<>();
    for (int layer = 0; layer < layers; layer++) {
      for (String part : LAYER_PARTS) {
        groups.add("layer." + layer + "." + part);
      }
    }
    groups.add(POOLER);
    return groups;
  }

  /** The same with all linear layers in one form. */
  public NumericForm withoutExceptions() {
    return new NumericForm(linear, embeddings, null);
  }

  /** The same with one group in another form. */
  public NumericForm with(String group, WeightForm form) {
    SortedMap<String, WeightForm> all = new TreeMap<>();
    if (exceptions != null) {
      all.putAll(exceptions);
    }
    all.put(group, form);
    return new NumericForm(linear, embeddings, all);
  }

  /** In words for a file's metadata, such as {@code linear int8, embeddings int8-block-256}. */
  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder("linear ").append(linear).append(", embeddings ").append(embeddings);
    if (exceptions != null) {
      exceptions.forEach((group, form) -> text.append(", ").append(group).append(' ').append(form));
    }
    return text.toString();
  }
}
