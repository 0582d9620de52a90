package io.github.bertmark.scenario.stages;

import io.github.bertmark.run.RunDocument;
import io.github.bertmark.scenario.PageSection;
import io.github.bertmark.scenario.Scenario;

/** The stages of a call and a bare run of the model, which take turns in one session. */
public final class StagesScenario implements Scenario {
  @Override
  public String id() {
    return "stages";
  }

  @Override
  public String benchmark() {
    return StageResults.ROUND;
  }

  @Override
  public String summary(RunDocument run) {
    return MarkdownStages.of(run);
  }

  @Override
  public PageSection section() {
    return new PageSection("stages-section", "Stages", "stages", -2, StagesScenario::isIn);
  }

  private static boolean isIn(RunDocument run) {
    return run.variants().stream().anyMatch(variant -> variant.stages() != null);
  }
}
