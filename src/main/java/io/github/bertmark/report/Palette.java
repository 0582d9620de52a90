package io.github.bertmark.report;

import java.awt.Color;
import java.util.List;

/** The colours of the picture; those of the variants are Okabe and Ito's for the colour-blind. */
final class Palette {
  static final Color TEXT = new Color(0x22, 0x22, 0x22);
  static final Color QUIET_TEXT = new Color(0x59, 0x59, 0x59);
  static final Color WARNING = new Color(0xB0, 0x00, 0x20);
  static final Color GRID = new Color(0xE4, 0xE4, 0xE4);
  static final Color AXIS = new Color(0x8C, 0x8C, 0x8C);

  private static final int FILL_ALPHA = 0x55;
  private static final List<Color> VARIANTS =
      List.of(
          new Color(0x00, 0x72, 0xB2),
          new Color(0xD5, 0x5E, 0x00),
          new Color(0x00, 0x9E, 0x73),
          new Color(0xCC, 0x79, 0xA7),
          new Color(0xE6, 0x9F, 0x00),
          new Color(0x56, 0xB4, 0xE9),
          new Color(0x4D, 0x4D, 0x4D));

  private Palette() {}

  static Color variant(int index) {
    return VARIANTS.get(index % VARIANTS.size());
  }

  /** The same colour, to be seen through. */
  static Color fill(int index) {
    Color solid = variant(index);
    return new Color(solid.getRed(), solid.getGreen(), solid.getBlue(), FILL_ALPHA);
  }
}
