package io.github.bertmark.raw;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The folder of one side of an interleaved comparison: where each of its files lies.
 *
 * @param path the folder itself
 */
public record SideFiles(Path path) {
  /** Makes the folder, for forks to write to. */
  public void create() throws IOException {
    Files.createDirectories(path.resolve("jmh"));
  }

  /** JMH's JSON over all forks of the side. */
  public Path jmh() {
    return path.resolve("jmh.json");
  }

  /** JMH's own JSON of one fork; the first is number 1. */
  public Path jmh(int fork) {
    return path.resolve("jmh").resolve(number(fork) + ".json");
  }

  /** JMH's log of one fork. */
  public Path log(int fork) {
    return path.resolve("jmh").resolve(number(fork) + ".log");
  }

  /** The folder of the {@link ForkRecord}s. */
  public Path forks() {
    return path.resolve("forks");
  }

  private static String number(int fork) {
    return String.format(Locale.ROOT, "fork-%03d", fork);
  }
}
