package io.github.bertmark.launch;

import io.github.bertmark.InputException;
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
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Both sides' forks: each a start of JMH with one fork, with nothing beside it but, if the sides
 * take turns call by call, the other side's.
 */
public final class ForkProcesses
    implements Interleaving.ForkRunner, Interleaving.PairRunner, AutoCloseable {
  private static final int SECONDS_TO_END = 10;

  private record Forks(SideSetup setup, SideMerger merger) {}

  private final Map<Side, Forks> sides = new EnumMap<>(Side.class);
  private final ForkCalls calls;
  private final @Nullable Turnstile turns;

  /**
   * @param paired whether both sides' forks run in pairs whose calls take turns
   * @param folder of the comparison; each side has a folder in it
   */
  public ForkProcesses(List<SideSetup> setups, ForkCalls calls, boolean paired, Path folder)
      throws IOException, InterruptedException {
    this.calls = calls;
    this.turns = paired ? new Turnstile() : null;
    for (SideSetup setup : setups) {
      SideFiles ofSide = new SideFiles(folder.resolve(setup.side().id()));
      ofSide.create();
      sides.put(setup.side(), new Forks(setup, new SideMerger(ofSide, setup.order(paired))));
    }
  }

  @Override
  public List<Double> run(Side side, int number) throws IOException, InterruptedException {
    Forks forks = of(side);
    SideFiles files = forks.merger().files();
    JmhProcess.run(forks.setup().command(calls, files, number, null), files.log(number));
    return forks.merger().forkTimes(number);
  }

  @Override
  public Interleaving.Pair runPair(int number, long seed) throws IOException, InterruptedException {
    Turnstile both = Objects.requireNonNull(turns);
    ExecutorService threads = Executors.newFixedThreadPool(sides.size() + 1);
    try {
      CompletionService<@Nullable Void> ends = new ExecutorCompletionService<>(threads);
      for (Forks forks : sides.values()) {
        SideFiles files = forks.merger().files();
        List<String> command = forks.setup().command(calls, files, number, both);
        ends.submit(
            () -> {
              JmhProcess.run(command, files.log(number));
              return null;
            });
      }
      Future<?> giving =
          threads.submit(
              () -> {
                both.give(calls.warmups() + calls.timed(), seed);
                return null;
              });
      for (int side = 0; side < sides.size(); side++) {
        // The first that fails is the one that says why.
        result(ends.take());
      }
      result(giving);
    } catch (InputException | IOException | InterruptedException e) {
      both.close();
      throw e;
    } finally {
      threads.shutdownNow();
      threads.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
    }
    return new Interleaving.Pair(
        of(Side.BASE).merger().forkTimes(number), of(Side.CANDIDATE).merger().forkTimes(number));
  }

  private static void result(Future<?> future) throws IOException, InterruptedException {
    try {
      future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException broken) {
        throw broken;
      }
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Joins the forks of a side that ran. */
  public SideRun merge(Side side, int forks, Instant start, Environment environment)
      throws IOException {
    return of(side).merger().merge(forks, start, environment);
  }

  @Override
  public void close() throws IOException {
    if (turns != null) {
      turns.close();
    }
  }

  private Forks of(Side side) {
    return Objects.requireNonNull(sides.get(side));
  }
}
