package io.github.bertmark.report.html;

import java.util.List;

/**
 * A figure of the book that the protocol is from: chapter 8 of <i>Natural Language Processing with
 * Transformers</i> (Tunstall, von Werra and Wolf, 2022), measured on another machine.
 */
record PublishedFigure(
    String name, long bytes, double meanMillis, double standardDeviationMillis, double accuracy) {
  private static final double MIB = 1 << 20;
  static final List<PublishedFigure> ALL =
      List.of(
          new PublishedFigure("BERT baseline", Math.round(418.16 * MIB), 54.20, 1.91, 0.867),
          new PublishedFigure("DistilBERT", Math.round(255.89 * MIB), 27.53, 0.60, 0.858),
          new PublishedFigure("distilled int8", Math.round(64.20 * MIB), 9.24, 0.29, 0.877));
}
