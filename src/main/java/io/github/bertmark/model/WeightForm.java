package io.github.bertmark.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.bertmark.PlainText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the weights of one matrix are stored and multiplied. Written in {@code variant.json} as
 *
 * <ul>
 *   <li>{@code float32};
 *   <li>{@code int8}: 8 bits with one scale for each output channel; activations are quantised as
 *       they come, with one scale for a whole tensor;
 *   <li>{@code int8-block-32} or {@code int4-block-32}: 8 or 4 bits with one scale for each block
 *       of so many weights of a channel; activations are quantised as they come, in the same
 *       blocks.
 * </ul>
 *
 * @param bits of one weight: 32, 8 or 4
 * @param blockSize weights that share a scale; 0 for a scale per channel, or none
 */
public record WeightForm(int bits, int blockSize) {
  public static final WeightForm FLOAT32 = new WeightForm(32, 0);
  public static final WeightForm INT8 = new WeightForm(8, 0);

  private static final Pattern BLOCKWISE = Pattern.compile("int([48])-block-(16|32|64|128|256)");

  /** Reads a form as {@code variant.json} has it. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static WeightForm of(String text) {
    Matcher blockwise = BLOCKWISE.matcher(text);
    if (blockwise.matches()) {
      return new WeightForm(
          Integer.parseInt(blockwise.group(1)), Integer.parseInt(blockwise.group(2)));
    }
    return switch (text) {
      case "float32" -> FLOAT32;
      case "int8" -> INT8;
      default ->
          throw new IllegalArgumentException(
              "unknown form "
                  + PlainText.cut(text)
                  + ": it must be float32, int8, int8-block-N or int4-block-N with N one of 16, 32,"
                  + " 64, 128 and 256");
    };
  }

  /** Whether the weights of a channel have several scales. */
  public boolean blockwise() {
    return blockSize > 0;
  }

  /** The form as {@code variant.json} has it. */
  @JsonValue
  @Override
  public String toString() {
    if (equals(FLOAT32)) {
      return "float32";
    }
    return blockwise() ? "int" + bits + "-block-" + blockSize : "int" + bits;
  }
}
