package io.github.bertmark.report.picture;

import java.awt.Color;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The colours of a picture on a light or on a dark page.
 *
 * <p>Those of the variants are Okabe and Ito's and, past the seventh, of Tol's muted scheme, both
 * made for the colour-blind; on a dark ground lighter ones of the same hues. Names beside the
 * points tell them apart in any case.
 */
record Theme(
    Color background,
    Color text,
    Color quietText,
    Color warning,
    Color grid,
    Color axis,
    Color frontier,
    int fillAlpha,
    List<Color> variants) {

  private static final int VEIL_ALPHA = 0xD0;

  static final Theme LIGHT =
      new Theme(
          Color.WHITE,
          new Color(0x222222),
          new Color(0x595959),
          new Color(0xB00020),
          new Color(0xE4E4E4),
          new Color(0x8C8C8C),
          new Color(0x9A9A9A),
          0x55,
          colors(
              0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0x4D4D4D, 0x332288,
              0x882255, 0x44AA99, 0x999933, 0xAA4499));

  /** On the ground of GitHub's dark pages. */
  static final Theme DARK =
      new Theme(
          new Color(0x0D1117),
          new Color(0xE6EDF3),
          new Color(0xA3ADB8),
          new Color(0xFF7B72),
          new Color(0x262C34),
          new Color(0x6E7681),
          new Color(0x7D8590),
          0x66,
          colors(
              0x4DA6E0, 0xF08A3C, 0x2EC49A, 0xE59BC8, 0xF2C14E, 0x8FD3FF, 0xB8B8B8, 0x9A8CFF,
              0xD46A92, 0x77D9CC, 0xC9C95A, 0xD98BD9));

  Theme {
    variants = List.copyOf(variants);
  }

  private static List<Color> colors(int... rgb) {
    return IntStream.of(rgb).mapToObj(Color::new).toList();
  }

  Color variant(int index) {
    return variants.get(index % variants.size());
  }

  /** The same colour, to be seen through. */
  Color fill(int index) {
    return translucent(variant(index), fillAlpha);
  }

  /** The ground below text, through which lines show faintly. */
  Color veil() {
    return translucent(background, VEIL_ALPHA);
  }

  private static Color translucent(Color solid, int alpha) {
    return new Color(solid.getRed(), solid.getGreen(), solid.getBlue(), alpha);
  }
}
