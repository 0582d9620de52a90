package io.github.bertmark.launch;

import io.github.bertmark.ab.Interleaving;
import io.github.bertmark.ab.Side;
import io.github.bertmark.merge.SideMerger;
import io.github.bertmark.raw.SideFiles;
import io.github.bertmark.run.Environment;
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
  private final Map<Side, SideSetup> setups = new EnumMap<>(Side.class);
  private final Map<Side, SideFiles> files = new EnumMap<>(Side.class);
  private final Map<Side, SideMerger> mergers = new EnumMap<>(Side.class);
  private final ForkCalls calls;

  /**
   * @param folder of the comparison; each side has a folder in it
   */
  public ForkProcesses(List<SideSetup> sides, ForkCalls calls, Path folder)
      throws IOException, InterruptedException {
    this.calls = calls;
    for (SideSetup setup : sides) {
      SideFiles ofSide = new SideFiles(folder.resolve(setup.side().id()));
      ofSide.create();
      setups.put(setup.side(), setup);
      files.put(setup.side(), ofSide);
      mergers.put(setup.side(), new SideMerger(ofSide, setup.order()));
    }
  }

  @Override
  public List<Double> run(Side side, int number) throws IOException, InterruptedException {
    SideFiles ofSide = of(files, side);
    List<String> command = of(setups, side).command(calls, ofSide, number);
    JmhProcess.run(command, ofSide.log(number));
    return of(mergers, side).forkTimes(number);
  }

  /** Joins the forks of a side that ran. */
  public SideRun merge(Side side, int forks, Instant start, Environment environment)
      throws IOException {
    return of(mergers, side).merge(forks, start, environment);
  }

  private static <T> T of(Map<Side, T> bySide, Side side) {
    return Objects.requireNonNull(bySide.get(side));
  }
}
