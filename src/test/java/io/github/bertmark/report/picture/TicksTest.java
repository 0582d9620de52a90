package io.github.bertmark.report.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bertmark.text.Figures;
import java.util.Locale;
import org.jfree.chart.axis.NumberTickUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicksTest {
  @ParameterizedTest
  @CsvSource({
    "10,    10, 1,    3,    3",
    "10.1,  10, 2,    4,    4",
    "2.7,   7,  0.5,  88.5, 88.5",
    "0.03,  8,  0.005,0.01, 0.010",
    "100,   3,  50,   1050, '1,050'",
    "9,     1,  10,   -10,  ''",
    "0.9,   1,  1,    2,    2",
  })
  void stepsAreRoundAndFew(double range, int most, double step, double value, String text) {
    NumberTickUnit unit = Ticks.unit(range, most);
    assertThat(unit.getSize()).isEqualTo(step, within(1e-12));
    assertThat(range / unit.getSize()).isLessThanOrEqualTo(most + 1e-9);
    assertThat(unit.valueToString(value)).isEqualTo(text);
  }

  @Test
  void theLocaleDoesNotMatter() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(Ticks.unit(2, 4).valueToString(17.5)).isEqualTo("17.5");
      assertThat(Figures.mebibytes(418.16)).isEqualTo("418.16");
    } finally {
      Locale.setDefault(before);
    }
  }
}
