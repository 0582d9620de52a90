package io.github.bertmark.report.picture;

import io.github.bertmark.InputException;
import java.awt.Font;
import java.awt.image.BufferedImage;

/** The font of pictures: the platform's sans serif. */
public final class Fonts {
  private Fonts() {}

  /**
   * The font at some size.
   *
   * @param style of {@link Font}
   */
  static Font sans(int style, float size) {
    return new Font(Font.SANS_SERIF, style, 1).deriveFont(size);
  }

  /**
   * Fails in a clear way where Java finds no font at all, as in the barest of containers.
   *
   * @throws InputException if there is none
   */
  public static void require() {
    try {
      BufferedImage probe = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
      probe.createGraphics().getFontMetrics(sans(Font.PLAIN, 12)).stringWidth("bertmark");
    } catch (RuntimeException | LinkageError | InternalError e) {
      // Which of them depends on whether fonts, fontconfig or its library are missing.
      throw new InputException(
          "tradeoff.svg, tradeoff.png",
          "Java finds no font to draw text with",
          "install fontconfig and a font (Debian: apt-get install fontconfig fonts-dejavu-core),"
              + " then make the report again",
          e);
    }
  }
}
