package io.github.bertmark.scenario.peers;

import io.github.bertmark.run.RunDocument;
import io.github.bertmark.scenario.Scenario;

/** Another way to run the same files; the page has it beside the limits. */
public final class PeersScenario implements Scenario {
  @Override
  public String id() {
    return "peers";
  }

  @Override
  public String summary(RunDocument run) {
    return MarkdownPeers.of(run);
  }

  @Override
  public String benchmark() {
    return PeerResults.DJL_ROUND;
  }
}
