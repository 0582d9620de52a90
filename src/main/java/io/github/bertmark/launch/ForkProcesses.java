package io.github.bertmark.launch;

import io.github.bertmark.ab.Interleaving;
import io.github.bertmark.ab.Side;
import io.github.bertmark.machine.Environment;
import io.github.bertmark.merge.SideMerger;
import io.github.bertmark.raw.SideFiles;
import io.github.bertmark.run.SideRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Both sides' forks: each a start of JMH with one fork, with nothing else beside it. */
public final class ForkProcesses implements Interleaving.ForkRunner {
  private record Forks(SideSetup setup, SideMerger merger) {}

  private final Map<Side, Forks> sides = new EnumMap<>(Side.class);
  private final ForkCalls calls;

  /**
   * @param folder of the comparison; each side has a folder in it
   */
  public ForkProcesses(List<SideSetup> setups, ForkCalls calls, Path folder)
      throws IOException, InterruptedException {
    this.calls = calls;
    for (SideSetup setup : setups) {
      SideFiles ofSide = new SideFiles(folder.resolve(setup.side().id()));
      ofSide.create();
      sides.put(setup.side(), new Forks(setup, new SideMerger(ofSide, setup.order())));
    }
  }

  @Override
  public List<Double> run(Side side, int number) throws IOException, InterruptedException {
    Forks forks = of(side);
    SideFiles files = forks.merger().files();
    JmhProcess.run(forks.setup().command(calls, files, number), files.log(number));
    return forks.merger().forkTimes(number);
  }

  /** Joins the forks of a side that ran. */
  public SideRun merge(Side side, int forks, Instant start, Environment environment)
      throws IOException {
    return of(side).merger().merge(forks, start, environment);
  }

  private Forks of(Side side) {
    return Objects.requireNonNull(sides.get(side));
  }
}
