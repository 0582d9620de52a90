package io.github.bertmark.jmh;

import io.github.bertmark.Json;
import io.github.bertmark.classify.Classifier;
import io.github.bertmark.jmh.fork.ForkSettings;
import io.github.bertmark.jmh.fork.ParentGuard;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.raw.MemoryRecord;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A process that answers queries of which no two are the same and tells its memory; a main class of
 * its own, since JMH keeps memory too.
 *
 * <p>First the lengths of the queries grow up to the longest, for which allocators take what they
 * keep from then on. Behind that comes the plateau: lengths of all kinds in turn, none beyond.
 */
public final class MemoryUse {
  private static final int QUERIES = 5_000;
  private static final int GROWING = 100;

  /** So many are asked of a slow model too; beyond that, as many as fit into the time. */
  private static final int PLATEAU_AT_LEAST = 500;

  private static final long NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final int EVERY = 10;

  private MemoryUse() {}

  /**
   * @param arguments the variant's id first
   */
  public static void main(String[] arguments) throws IOException {
    ForkSettings settings = ForkSettings.fromProperties();
    ModelVariant variant = settings.models().variant(arguments[0]);
    List<String> texts = DatasetTexts.read();
    try (Classifier classifier = Classifier.open(variant, settings.of(variant))) {
      long opened = residentBytes();
      System.out.println("open");
      ParentGuard.start();
      System.out.print(Json.toText(measure(arguments[0], opened, texts, classifier::classify)));
    }
  }

  /** Asks them, and looks at this process's memory meanwhile. */
  static MemoryRecord measure(
      String variant, long openedBytes, List<String> texts, Consumer<String> classify)
      throws IOException {
    long start = System.nanoTime();
    List<String> growing = growing(texts);
    growing.forEach(classify);
    List<Long> samples = new ArrayList<>();
    int asked = 0;
    while (growing.size() + asked < QUERIES
        && (asked < PLATEAU_AT_LEAST || System.nanoTime() - start < NANOS)) {
      if (asked % EVERY == 0) {
        samples.add(bytes("/proc/self/smaps_rollup", "Anonymous"));
      }
      classify.accept(different(texts, asked));
      asked++;
    }
    long peak = bytes("/proc/self/status", "VmHWM");
    System.gc();
    return new MemoryRecord(
        variant,
        openedBytes,
        peak,
        Runtime.getRuntime().totalMemory(),
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        growing.size() + asked,
        EVERY,
        samples,
        null);
  }

  /** Evenly from the shortest to the longest, which is as long as any behind it. */
  private static List<String> growing(List<String> texts) {
    List<String> sorted = texts.stream().sorted(Comparator.comparingInt(String::length)).toList();
    List<String> growing = new ArrayList<>();
    for (int i = 1; i <= GROWING; i++) {
      int place = (int) ((long) i * (sorted.size() - 1) / GROWING);
      growing.add(sorted.get(place) + " " + (QUERIES + i));
    }
    return growing;
  }

  /** As they are while there are any; then each again, with a number. */
  private static String different(List<String> texts, int number) {
    String text = texts.get(number % texts.size());
    return number < texts.size() ? text : text + " " + number / texts.size();
  }

  static long residentBytes() throws IOException {
    return bytes("/proc/self/smaps_rollup", "Rss");
  }

  private static long bytes(String file, String name) throws IOException {
    for (String line : Files.readAllLines(Path.of(file))) {
      if (line.startsWith(name + ":")) {
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
      }
    }
    throw new IOException(file + " has no " + name);
  }
}
