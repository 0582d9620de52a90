package io.github.bertmark.source;

import io.github.bertmark.InputException;
import io.github.bertmark.PlainText;
import io.github.bertmark.model.NumericForm;
import io.github.bertmark.model.WeightForm;
import java.util.List;

/**
 * A form that a model is asked for in.
 *
 * @param name as it is given, and as ids of variants end
 * @param numeric what it means
 */
public record ModelForm(String name, NumericForm numeric) {
  private static final ModelForm FLOAT32 = new ModelForm("float32", NumericForm.FLOAT32);

  /** What a model is measured in if nothing is said. */
  static final List<ModelForm> DEFAULTS = List.of(FLOAT32, of("int8"), of("int4"));

  /**
   * Reads a name: one of {@code variant.json}'s, or {@code int4} for blocks of 32 weights, which
   * lose least; then maybe layers in other forms, as {@code +linear.3=int8-block-128}.
   *
   * @throws InputException if there is no such form
   */
  public static ModelForm of(String name) {
    try {
      String[] parts = name.split("\\+", -1);
      NumericForm form = NumericForm.of(parts[0].equals("int4") ? "int4-block-32" : parts[0]);
      for (String exception : List.of(parts).subList(1, parts.length)) {
        int end = Math.max(0, exception.indexOf('='));
        form = form.with(exception.substring(0, end), WeightForm.of(exception.substring(end + 1)));
      }
      return new ModelForm(name.replaceAll("[+=]", "-"), form);
    } catch (IllegalArgumentException e) {
      throw new InputException(
          "--forms",
          "there is no form " + PlainText.quoted(name),
          "name some of float32, int8, int4, int8-block-N and int4-block-N, N one of 16, 32, 64,"
              + " 128 and 256",
          e);
    }
  }

  /** What {@link #of} reads it from. */
  public static String name(NumericForm form) {
    StringBuilder name = new StringBuilder(form.linear().toString());
    if (form.exceptions() != null) {
      form.exceptions().forEach((group, own) -> name.append('+' + group + '=' + own));
    }
    return name.toString();
  }

  /** Whether it is the model as it is. */
  boolean plain() {
    return !numeric.quantized();
  }
}
