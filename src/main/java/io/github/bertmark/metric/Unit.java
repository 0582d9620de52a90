package io.github.bertmark.metric;

import io.github.bertmark.text.Figures;

/** What a metric is counted in, and how that is written where it is read. */
public enum Unit {
  MILLISECONDS(
      Scale.own("ms"),
      Scale.own("ms"),
      new Scale("seconds", 1, 1e3),
      new Scale("ns", 1e6, 1),
      Scale.own("ms")) {
    @Override
    public String text(double judged) {
      return Figures.millis(judged) + " ms";
    }
  },
  BYTES(
      Scale.own("bytes"),
      new Scale("MiB", 1, 1 << 20),
      Scale.own("bytes"),
      Scale.own("bytes"),
      Scale.own("bytes")) {
    @Override
    public String text(double judged) {
      return Figures.format("%.2f MiB", shown().of(judged).doubleValue());
    }
  },
  BYTES_PER_CALL(
      Scale.own("bytes"),
      Scale.own("B/call"),
      Scale.own("bytes"),
      Scale.own("bytes"),
      Scale.own("bytes per call")) {
    @Override
    public String text(double judged) {
      return Figures.format("%.2f KiB", judged / (1 << 10));
    }
  },
  /** A part of 1 in the document, in percent for people. */
  SHARE(
      Scale.own(""),
      new Scale("%", 100, 1),
      Scale.own("ratio"),
      new Scale("%", 100, 1),
      new Scale("%", 100, 1)) {
    @Override
    public String text(double judged) {
      return Figures.format("%.2f %%", judged);
    }
  },
  /** How many times another value. */
  TIMES(
      Scale.own(""),
      Scale.own("times the ruler"),
      Scale.own("ratio"),
      Scale.own(""),
      Scale.own("times the ruler")) {
    @Override
    public String text(double judged) {
      return Figures.format("%.3f x", judged);
    }
  },
  /** How many there are. */
  COUNT(Scale.own(""), Scale.own(""), Scale.own(""), Scale.own(""), Scale.own("")) {
    @Override
    public String text(double judged) {
      return Figures.format("%,.0f", judged);
    }
  };

  private final Scale own;
  private final Scale shown;
  private final Scale base;
  private final Scale fine;
  private final Scale judged;

  Unit(Scale own, Scale shown, Scale base, Scale fine, Scale judged) {
    this.own = own;
    this.shown = shown;
    this.base = base;
    this.fine = fine;
    this.judged = judged;
  }

  /** The document's own. */
  public Scale own() {
    return own;
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
    return judged;
  }

  /** A number in the unit that people read, without it. */
  String number(double shown) {
    return switch (this) {
      case MILLISECONDS -> Figures.millis(shown);
      case COUNT, BYTES_PER_CALL -> Figures.format("%,.0f", shown);
      case BYTES, SHARE -> Figures.format("%.2f", shown);
      case TIMES -> Figures.format("%.3f", shown);
    };
  }

  /** A value of a finding, with its unit. */
  public abstract String text(double judged);
}
