package io.github.bertmark.report.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bertmark.report.picture.AxisFit.Extent;
import io.github.bertmark.statistics.Interval;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AxisFitTest {
  private static final double LENGTH = 780;
  private static final double MARGIN = 14;

  private static Interval fit(List<Extent> extents) {
    return AxisFit.fit(extents, LENGTH, MARGIN, 0.5);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyPointAndBarFitsAndTheOrderDoesNotMatter(long seed) {
    Random random = new Random(seed);
    List<Extent> extents = new ArrayList<>();
    for (int i = 0; i < 1 + seed; i++) {
      double value = 100 * random.nextDouble();
      double half = 10 * random.nextDouble();
      extents.add(
          new Extent(value, new Interval(value - half, value + half), 80 * random.nextDouble()));
    }
    Interval range = fit(extents);
    double unitsPerLength = (range.upper() - range.lower()) / LENGTH;
    for (Extent extent : extents) {
      double reach = extent.reach() * unitsPerLength;
      assertThat(extent.value() - reach).isGreaterThanOrEqualTo(range.lower() - 1e-6);
      assertThat(extent.value() + reach).isLessThanOrEqualTo(range.upper() + 1e-6);
      double margin = MARGIN * unitsPerLength;
      assertThat(extent.bar().lower() - margin).isGreaterThanOrEqualTo(range.lower() - 1e-6);
      assertThat(extent.bar().upper() + margin).isLessThanOrEqualTo(range.upper() + 1e-6);
    }
    Collections.shuffle(extents, random);
    assertThat(fit(extents)).isEqualTo(range);
  }

  @Test
  void theRangeIsNoLongerThanItMustBe() {
    // Two points without reach, 10 apart: the margins take 28 of 780, the points the rest.
    Interval range =
        fit(
            List.of(
                new Extent(10, new Interval(10, 10), 0), new Extent(20, new Interval(20, 20), 0)));
    assertThat(range.upper() - range.lower()).isEqualTo(10 * LENGTH / (LENGTH - 28), within(1e-6));
    assertThat(range.lower() + range.upper()).isEqualTo(30, within(1e-6));
  }

  @Test
  void aPointAloneIsInTheMiddleOfTheNarrowestRange() {
    Interval range = fit(List.of(new Extent(17, new Interval(17, 17), 76)));
    assertThat(range.contains(17)).isTrue();
    assertThat((range.lower() + range.upper()) / 2).isEqualTo(17, within(1e-6));
    assertThat(range.upper() - range.lower()).isGreaterThanOrEqualTo(0.5);
  }
}
