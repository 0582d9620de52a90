package io.github.bertmark;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk of a few bytes, in memory; a test that wants one is skipped where none can be mounted. */
public final class Tmpfs implements AutoCloseable {
  private final Path at;

  private Tmpfs(Path at) {
    this.at = at;
  }

  /** Mounts one on a folder that is made. */
  public static Tmpfs at(Path folder, int kibibytes) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    String options = "size=" + kibibytes + "k";
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString()),
        "only root can mount");
    return new Tmpfs(folder);
  }

  /** Makes it read-only. */
  public void protect() throws IOException, InterruptedException {
    assumeTrue(run("mount", "-o", "remount,ro", at.toString()), "only root can mount");
  }

  /** Leaves no byte of it. */
  public void fill() throws IOException {
    try (var out = Files.newOutputStream(at.resolve("filler"))) {
      byte[] block = new byte[1 << 12];
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      // It is full.
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    run("umount", "--lazy", at.toString());
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
