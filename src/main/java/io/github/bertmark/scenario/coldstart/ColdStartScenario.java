package io.github.bertmark.scenario.coldstart;

import io.github.bertmark.Json;
import io.github.bertmark.raw.StartRecord;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.scenario.PageSection;
import io.github.bertmark.scenario.ProcessScenario;

/** The first answer of a fresh JVM, and the hundred behind it. */
public final class ColdStartScenario implements ProcessScenario {
  static final String ID = "cold-start";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Cold start";
  }

  @Override
  public String benchmark() {
    return "io.github.bertmark.jmh.ColdStart";
  }

  /** Each is one start, where another scenario's JVM makes many calls. */
  @Override
  public int processes(int forks) {
    return 2 * forks;
  }

  @Override
  public boolean warmsPageCache() {
    return true;
  }

  @Override
  public Object record(byte[] printed, String modelSha256, double answeredMillis) {
    return Json.read(printed, StartRecord.class, "a cold start's record", "run it again")
        .seen(modelSha256, answeredMillis);
  }

  @Override
  public String summary(RunDocument run) {
    return MarkdownColdStart.of(run);
  }

  @Override
  public PageSection section() {
    return new PageSection(
        "cold-start-section",
        "Cold start",
        "coldstart",
        2,
        run -> !BreakEven.started(run).isEmpty());
  }
}
