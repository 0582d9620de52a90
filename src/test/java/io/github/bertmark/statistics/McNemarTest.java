package io.github.bertmark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class McNemarTest {
  private static final Offset<Double> EXACT = within(1e-9);

  /**
   * SciPy 1.17's {@code binomtest(b, b + c)}. The second is of airway hyper-responsiveness before
   * and after stem cell transplantation (Bentur et al., 2009; Fagerland, Lydersen and Laake,
   * "Statistical Analysis of Contingency Tables", table 8.3), whose exact p-value is 0.0703 there,
   * too.
   */
  @ParameterizedTest
  @CsvSource({
    "59, 6, 16, 80, 0.052478790283203125",
    "1, 1, 7, 12, 0.0703125",
    "4000, 41, 59, 1400, 0.08862608011406758",
    "10, 0, 1, 5, 1",
    "10, 0, 0, 5, 1",
    "10, 8, 8, 5, 1"
  })
  void thePValueIsTheBinomialTests(int both, int base, int candidate, int none, double p) {
    assertThat(new McNemar(both, base, candidate, none).pValue()).isEqualTo(p, EXACT);
    assertThat(new McNemar(both, candidate, base, none).pValue()).isEqualTo(p, EXACT);
  }

  /**
   * Complete response before and after consolidation therapy (Cavo et al., 2012): the R package
   * contingencytables, of the book above, prints -0.0621 (-0.1186 to -0.0046) for base less
   * candidate.
   */
  @Test
  void theIntervalIsNewcombesOfTheBook() {
    McNemar cavo = new McNemar(59, 6, 16, 80);
    assertThat(cavo.difference()).isEqualTo(0.0621, within(5e-5));
    Interval interval = cavo.differenceInterval(0.95);
    assertThat(interval.lower()).isEqualTo(0.0046, within(5e-5));
    assertThat(interval.upper()).isEqualTo(0.1186, within(5e-5));
  }

  /** By the definition in Python, on the Wilson intervals of SciPy 1.17. */
  @ParameterizedTest
  @CsvSource({
    "59, 6, 16, 80, 0.95, 0.004625113933050054, 0.11862119563870996",
    "1, 1, 7, 12, 0.95, 0.025559124164859837, 0.506920226686141",
    "4870, 30, 10, 590, 0.99, -0.006818909257042514, -0.0005442036282051542"
  })
  void theIntervalIsNewcombesInFull(
      int both, int base, int candidate, int none, double confidence, double lower, double upper) {
    Interval interval = new McNemar(both, base, candidate, none).differenceInterval(confidence);
    assertThat(interval.lower()).isEqualTo(lower, EXACT);
    assertThat(interval.upper()).isEqualTo(upper, EXACT);
  }

  @ParameterizedTest
  @CsvSource({
    "4870, 30, 10, 590",
    "0, 0, 5, 0",
    "5, 0, 0, 0",
    "0, 0, 0, 3",
    "3, 2, 1, 4",
    "0, 7, 3, 0"
  })
  void swappingTheSidesMirrorsTheInterval(int both, int base, int candidate, int none) {
    McNemar there = new McNemar(both, base, candidate, none);
    McNemar back = new McNemar(both, candidate, base, none);
    assertThat(back.difference()).isEqualTo(0 - there.difference());
    Interval interval = there.differenceInterval(0.99);
    assertThat(back.differenceInterval(0.99).lower()).isEqualTo(-interval.upper(), EXACT);
    assertThat(back.differenceInterval(0.99).upper()).isEqualTo(-interval.lower(), EXACT);
    assertThat(interval.contains(there.difference())).isTrue();
  }

  /** Ten of 5,500 queries lost and none won: two independent intervals would not see it. */
  @Test
  void pairsSeeWhatIndependentIntervalsDoNot() {
    McNemar ten = new McNemar(4890, 10, 0, 600);
    assertThat(ten.pValue()).isLessThan(0.01);
    assertThat(ten.differenceInterval(0.99).upper()).isNegative();
    Interval base = ConfidenceIntervals.ofProportion(4900, 5500, 0.99);
    assertThat(base.contains(4890 / 5500.0)).isTrue();
  }

  @Test
  void noQueriesAreRefused() {
    assertThatThrownBy(() -> new McNemar(0, 0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new McNemar(5, -1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
