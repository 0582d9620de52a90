package io.github.bertmark.cli.output;

import io.github.bertmark.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * The folder of a run while it is made: named {@code .running} until it is complete, {@code
 * .failed} if it never gets there, so that no half-made run passes for one.
 */
public final class RunFolder implements AutoCloseable {
  private final Path target;
  private final Path running;
  private final Thread onExit = new Thread(this::failQuietly);
  private Path path;

  private RunFolder(Path target, Path running) {
    this.target = target;
    this.running = running;
    this.path = running;
  }

  /**
   * Makes the folder of a run that is about to begin.
   *
   * @param target where the complete run will be
   * @throws InputException if something is there already
   */
  public static RunFolder create(Path target) throws IOException {
    Path absolute = target.toAbsolutePath().normalize();
    requireFree(absolute);
    RunFolder folder = new RunFolder(absolute, sibling(absolute, ".running"));
    Files.createDirectories(absolute.getParent() == null ? absolute : absolute.getParent());
    try {
      Files.createDirectory(folder.running);
    } catch (FileAlreadyExistsException e) {
      throw taken(folder.running);
    }
    // Again, now that no one else can make it: another run may have ended since.
    if (Files.exists(absolute, LinkOption.NOFOLLOW_LINKS)) {
      Files.delete(folder.running);
      throw taken(absolute);
    }
    Runtime.getRuntime().addShutdownHook(folder.onExit);
    return folder;
  }

  /**
   * Tells before any work that a run would find its place taken.
   *
   * @throws InputException if something is there already
   */
  public static void requireFree(Path target) {
    Path absolute = target.toAbsolutePath().normalize();
    for (Path path : new Path[] {absolute, sibling(absolute, ".running")}) {
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        throw taken(path);
      }
    }
  }

  private static InputException taken(Path path) {
    return new InputException(path, "is there already", "remove it, or name another --output");
  }

  /** Where the run's files are now. */
  public synchronized Path path() {
    return path;
  }

  /** Gives the complete run its name. */
  public synchronized Path complete() throws IOException {
    path = Files.move(running, target);
    return path;
  }

  /** Names a run that is not complete as failed. */
  @Override
  public synchronized void close() throws IOException {
    if (path.equals(running)) {
      Path failed = sibling(target, ".failed");
      for (int n = 2; Files.exists(failed); n++) {
        failed = sibling(target, ".failed-" + n);
      }
      path = Files.move(running, failed);
    }
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException e) {
      // The JVM shuts down, and it is the hook that called.
      return;
    }
  }

  private void failQuietly() {
    try {
      close();
    } catch (IOException | UncheckedIOException e) {
      // It keeps the name .running, which says as much.
      return;
    }
  }

  private static Path sibling(Path folder, String suffix) {
    return folder.resolveSibling(folder.getFileName() + suffix);
  }
}
