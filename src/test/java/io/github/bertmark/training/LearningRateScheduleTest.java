package io.github.bertmark.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LearningRateScheduleTest {
  private static final double EXACT = 1e-15;

  @Test
  void risesToThePeakAndFallsToZero() {
    LearningRateSchedule schedule = new LearningRateSchedule(0.001, 10, 110);
    assertThat(schedule.at(1)).isEqualTo(0.0001, within(EXACT));
    assertThat(schedule.at(10)).isEqualTo(0.001, within(EXACT));
    assertThat(schedule.at(60)).isEqualTo(0.0005, within(EXACT));
    assertThat(schedule.at(110)).isZero();
  }

  @Test
  void withoutWarmUpItOnlyFalls() {
    LearningRateSchedule schedule = new LearningRateSchedule(1, 0, 4);
    assertThat(schedule.at(1)).isEqualTo(0.75, within(EXACT));
    assertThat(schedule.at(4)).isZero();
  }
}
