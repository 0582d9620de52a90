package io.github.bertmark.scenario.load;

import io.github.bertmark.Json;
import io.github.bertmark.raw.LoadRecord;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.scenario.PageSection;
import io.github.bertmark.scenario.ProcessScenario;

/** Queries that arrive by chance at a rate: how many a second are answered in time. */
public final class LoadScenario implements ProcessScenario {
  static final String ID = "load";

  @Override
  public String id() {
    return ID;
  }

  /** A search takes minutes. */
  @Override
  public boolean inDefaultSet() {
    return false;
  }

  @Override
  public String benchmark() {
    return "io.github.bertmark.jmh.LoadMain";
  }

  /** Each measures for minutes, where another scenario's JVM makes a hundred calls. */
  @Override
  public int processes(int forks) {
    return (forks + 1) / 2;
  }

  @Override
  public boolean warmsPageCache() {
    return false;
  }

  @Override
  public Object record(byte[] printed, String modelSha256, double answeredMillis) {
    return Json.read(printed, LoadRecord.class, "a record of load", "run it again").of(modelSha256);
  }

  @Override
  public String summary(RunDocument run) {
    return MarkdownLoad.of(run);
  }

  @Override
  public PageSection section() {
    return new PageSection(
        "load-section", "Load", "load", 3, run -> !MarkdownLoad.loaded(run).isEmpty());
  }
}
