package io.github.bertmark.statistics.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bertmark.statistics.StatisticsPage;
import io.github.bertmark.statistics.change.Simulation.Coverage;
import io.github.bertmark.statistics.change.Simulation.PercentileCoverage;
import io.github.bertmark.statistics.change.Simulation.Plan;
import io.github.bertmark.statistics.change.Simulation.Row;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rule keeps its promises under the noise that was measured, and docs/statistics.md says so.
 */
class SimulationTest {
  static List<NoiseModel> models() {
    return Simulation.MODELS;
  }

  @ParameterizedTest
  @MethodSource("models")
  void falseAlarmsAreRareAndPowerIsAsPredicted(NoiseModel model) throws IOException {
    Row row = Row.of(model);
    assertThat(row.equal().ours()).isLessThanOrEqualTo(0.01);
    // Without any threshold the level itself is left: 1 %, and what 2,000 comparisons scatter.
    assertThat(row.equal().withoutThreshold()).isLessThanOrEqualTo(0.01 + 3 * 0.0022);
    assertThat(row.slower().ours()).isEqualTo(row.predicted(), within(0.05));
    if (row.power().smallestVisible(Simulation.FORKS) <= 0.05) {
      assertThat(row.slower().ours()).isGreaterThanOrEqualTo(0.95);
    }
    StatisticsPage.assertHasRow(row.markdown(), 1);
  }

  @Test
  void thePlanHoldsForOtherForksAndChanges() throws IOException {
    for (Plan plan : Simulation.plans(Simulation.noiseOf(NoiseModel.DISTILBERT))) {
      assertThat(plan.simulated()).isEqualTo(plan.predicted(), within(0.05));
      StatisticsPage.assertHasRow(plan.markdown(), 2);
    }
  }

  @Test
  void intervalsCoverAtFewForksToo() throws IOException {
    for (Coverage coverage : Simulation.coverages()) {
      assertThat(coverage.ours()).isBetween(0.97, 1.0);
      assertThat(coverage.percentile()).isLessThan(0.97);
      StatisticsPage.assertHasRow(coverage.markdown(), 2);
    }
  }

  @Test
  void anIntervalOfAPercentileIsRightOrSeldomGiven() throws IOException {
    for (PercentileCoverage coverage : Simulation.percentileCoverages()) {
      if (List.of(NoiseModel.DISTILBERT, NoiseModel.BERT).contains(coverage.model())) {
        // 95 %, and what 500 intervals scatter.
        assertThat(coverage.held()).as(coverage.markdown()).isBetween(0.93, 1.0);
      } else {
        assertThat(coverage.given()).as(coverage.markdown()).isLessThan(0.6);
      }
      assertThat(coverage.independent()).as(coverage.markdown()).isLessThan(0.8);
      StatisticsPage.assertHasRow(coverage.markdown(), 3);
    }
  }

  @Test
  void severalLooksRaiseNoMoreFalseAlarmsThanOne() throws IOException {
    for (NoiseModel model : List.of(NoiseModel.DISTILBERT, Simulation.BIMODAL)) {
      double alarms = Simulation.sequentialFalseAlarms(model, Simulation.looks());
      assertThat(alarms).isLessThanOrEqualTo(0.01 + 3 * 0.0022);
      StatisticsPage.assertHasRow(Simulation.looksMarkdown(model, alarms), 1);
    }
  }
}
