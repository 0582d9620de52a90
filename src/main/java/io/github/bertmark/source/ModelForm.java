package io.github.bertmark.source;

import io.github.bertmark.InputException;
import io.github.bertmark.PlainText;
import io.github.bertmark.model.NumericForm;
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
   * lose least.
   *
   * @throws InputException if there is no such form
   */
  public static ModelForm of(String name) {
    try {
      return new ModelForm(name, NumericForm.of(name.equals("int4") ? "int4-block-32" : name));
    } catch (IllegalArgumentException e) {
      throw new InputException(
          "--forms",
          "there is no form " + PlainText.quoted(name),
          "name some of float32, int8, int4, int8-block-N and int4-block-N, N one of 16, 32, 64,"
              + " 128 and 256",
          e);
    }
  }

  /** Whether it is the model as it is. */
  boolean plain() {
    return !numeric.quantized();
  }
}
