package io.github.bertmark.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the processors have spent their time since the machine started, in ticks of the kernel.
 *
 * @param total in all
 * @param steal kept by the hypervisor for others, while something here wanted to run
 */
public record ProcessorTime(long total, long steal) {
  private static final Path STAT = Path.of("/proc/stat");

  /** user, nice, system, idle, iowait, irq, softirq and steal; what follows is in these already. */
  private static final int FIELDS = 8;

  /** That of now; null if the system does not tell. */
  public static @Nullable ProcessorTime now() {
    try (Stream<String> lines = Files.lines(STAT)) {
      return parse(lines.findFirst().orElse(""));
    } catch (IOException e) {
      return null;
    }
  }

  /** Reads the first line of {@code /proc/stat}; null if it is none. */
  static @Nullable ProcessorTime parse(String line) {
    String[] fields = line.trim().split("\\s+");
    if (fields.length <= FIELDS || !fields[0].equals("cpu")) {
      return null;
    }
    try {
      long total = 0;
      for (int i = 1; i <= FIELDS; i++) {
        total += Long.parseLong(fields[i]);
      }
      return new ProcessorTime(total, Long.parseLong(fields[FIELDS]));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** The share of the time since then that was stolen, from 0 to 1. */
  public double stealSince(ProcessorTime earlier) {
    long passed = total - earlier.total;
    return passed <= 0 ? 0 : Math.min(1, Math.max(0, (double) (steal - earlier.steal) / passed));
  }
}
