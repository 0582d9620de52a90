package io.github.bertmark.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspacePoolTest {
  private static final long AN_HOUR_NANOS = TimeUnit.HOURS.toNanos(1);

  @TempDir Path folder;

  private WorkspacePool pool(ModelSession model) {
    ModelSignature signature = model.signature();
    return new WorkspacePool(() -> model.newWorkspace(signature, 16));
  }

  private ModelSession open() throws IOException {
    return ModelSession.open(
        new TinyVariant().write(folder.resolve("tiny")),
        SessionSettings.ofThreads(1),
        null,
        step -> {});
  }

  private static CompletableFuture<Void> drain(WorkspacePool pool, long nanos) {
    pool.beginDrain();
    return CompletableFuture.runAsync(() -> pool.awaitDrained(System.nanoTime() + nanos));
  }

  @Test
  void aDrainWaitsForTheCallsUnderWayAndNoLaterOnes() throws Exception {
    try (ModelSession model = open()) {
      WorkspacePool pool = pool(model);
      Workspace first = pool.lend();
      Workspace second = pool.lend();
      CompletableFuture<Void> drained = drain(pool, AN_HOUR_NANOS);
      Workspace later = pool.lend();
      pool.giveBack(second);
      Workspace again = pool.lend();
      assertThat(again).isSameAs(second);
      assertThat(drained).isNotDone();
      pool.giveBack(first);
      assertThat(drained).succeedsWithin(1, TimeUnit.MINUTES);
      pool.giveBack(later);
      pool.giveBack(again);
      assertThat(pool.close()).isTrue();
    }
  }

  @Test
  void aDrainOfNoCallsEndsAtOnce() throws IOException {
    try (ModelSession model = open()) {
      WorkspacePool pool = pool(model);
      pool.giveBack(pool.lend());
      assertThat(drain(pool, AN_HOUR_NANOS)).succeedsWithin(1, TimeUnit.MINUTES);
      assertThat(pool.close()).isTrue();
    }
  }

  @Test
  void aCallThatNeverEndsDoesNotKeepTheJvm() throws IOException {
    try (ModelSession model = open()) {
      WorkspacePool pool = pool(model);
      Workspace stuck = pool.lend();
      assertThat(drain(pool, 1)).succeedsWithin(1, TimeUnit.MINUTES);
      pool.giveBack(stuck);
      assertThat(pool.close()).isTrue();
    }
  }
}
