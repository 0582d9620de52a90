package io.github.bertmark.scenario.peers;

import io.github.bertmark.scenario.Scenario;

/** Another way to run the same files; the summary and the page have it beside the limits. */
public final class PeersScenario implements Scenario {
  @Override
  public String id() {
    return "peers";
  }

  @Override
  public String benchmark() {
    return PeerResults.DJL_ROUND;
  }
}
