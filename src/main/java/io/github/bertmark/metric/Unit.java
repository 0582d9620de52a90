package io.github.bertmark.metric;

import io.github.bertmark.text.Figures;

/** What a metric is counted in, and how that is written where it is read. */
public enum Unit {
  MILLISECONDS("ms", Scale.own("ms"), new Scale("seconds", 1, 1e3), new Scale("ns", 1e6, 1)),
  BYTES("bytes", new Scale("MiB", 1, 1 << 20), Scale.own("bytes"), Scale.own("bytes")),
  BYTES_PER_CALL("bytes", Scale.own("B/call"), Scale.own("bytes"), Scale.own("bytes")),
  /** A part of 1 in the document, in percent for people. */
  SHARE("", new Scale("%", 100, 1), Scale.own("ratio"), new Scale("%", 100, 1)),
  /** How many times another value. */
  TIMES("", Scale.own("times the ruler"), Scale.own("ratio"), Scale.own("")),
  QUERIES_PER_SECOND(
      "queries/s", Scale.own("queries/s"), Scale.own("queries_per_second"), Scale.own("queries/s")),
  /** How many there are. */
  COUNT("", Scale.own(""), Scale.own(""), Scale.own(""));

  private final String own;
  private final Scale shown;
  private final Scale base;
  private final Scale fine;

  Unit(String own, Scale shown, Scale base, Scale fine) {
    this.own = own;
    this.shown = shown;
    this.base = base;
    this.fine = fine;
  }

  /** The document's own. */
  public Scale own() {
    return Scale.own(own);
  }

  /** What people read in tables. */
  public Scale shown() {
    return shown;
  }

  /** Without prefixes, as OpenMetrics has it. */
  public Scale base() {
    return base;
  }

  /** The finest that is usual. */
  public Scale fine() {
    return fine;
  }

  /** What a comparison's findings are in. */
  public Scale judged() {
    return switch (this) {
      case BYTES -> own();
      case BYTES_PER_CALL -> Scale.own("bytes per call");
      default -> shown;
    };
  }

  /** A number as people read it, without the unit. */
  String number(double shownValue) {
    return switch (this) {
      case MILLISECONDS -> Figures.millis(shownValue);
      case COUNT, BYTES_PER_CALL -> Figures.format("%,.0f", shownValue);
      case BYTES, SHARE -> Figures.format("%.2f", shownValue);
      case TIMES -> Figures.format("%.3f", shownValue);
      case QUERIES_PER_SECOND -> Figures.format("%,.1f", shownValue);
    };
  }

  /** A value of a finding, with its unit. */
  public String text(double judged) {
    return switch (this) {
      case BYTES -> number(shown.of(judged).doubleValue()) + " MiB";
      case BYTES_PER_CALL -> Figures.format("%.2f KiB", judged / (1 << 10));
      case TIMES -> number(judged) + " x";
      default -> (number(judged) + " " + shown.symbol()).stripTrailing();
    };
  }
}
