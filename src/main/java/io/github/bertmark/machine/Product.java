package io.github.bertmark.machine;

import io.github.bertmark.InputException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A matrix product, [rows x inner] times weights [inner x columns].
 *
 * @param form how the weights are stored, such as {@code float32}, {@code int8}, or {@code
 *     int4-b32} for 4 bits in blocks of 32
 */
public record Product(String form, int rows, int inner, int columns) {
  private static final Pattern TEXT =
      Pattern.compile("([a-z0-9-]+):(\\d{1,6})x(\\d{1,6})x(\\d{1,6})");

  public Product {
    if (form.isEmpty() || rows < 1 || inner < 1 || columns < 1) {
      throw new IllegalArgumentException("a product has a form and sizes of at least 1");
    }
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws InputException if it is no such text
   */
  public static Product parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (matcher.matches()) {
      int[] sizes = new int[3];
      boolean positive = true;
      for (int i = 0; i < sizes.length; i++) {
        sizes[i] = Integer.parseInt(matcher.group(i + 2));
        positive &= sizes[i] > 0;
      }
      if (positive) {
        return new Product(matcher.group(1), sizes[0], sizes[1], sizes[2]);
      }
    }
    throw new InputException(text, "is no matrix product", "write it as float32:11x768x3072");
  }

  /** The product as a parameter of a benchmark. */
  public String text() {
    return form + ":" + rows + "x" + inner + "x" + columns;
  }

  /** Multiplications and additions, two per multiply-add. */
  public long operations() {
    return 2L * rows * inner * columns;
  }
}
