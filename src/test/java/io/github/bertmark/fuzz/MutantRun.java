package io.github.bertmark.fuzz;

import io.github.bertmark.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeMap;

/** What a parser made of many mutants of its seed. */
final class MutantRun {
  private final Parser parser;
  private final Path folder;
  private final TreeMap<String, Integer> unexpected = new TreeMap<>();
  private int accepted;
  private int refused;
  private long slowestMillis;

  private MutantRun(Parser parser, Path folder) {
    this.parser = parser;
    this.folder = folder;
  }

  /**
   * Feeds the mutants, and keeps the first of each unexpected exception as a regression file.
   *
   * @param folder for the parser's files
   */
  static MutantRun of(Parser parser, int mutants, long seed, Path folder) throws IOException {
    MutantRun run = new MutantRun(parser, folder);
    Mutants next = new Mutants(Seeds.of(parser, folder), seed);
    for (int i = 0; i < mutants; i++) {
      run.feed(next.next());
    }
    return run;
  }

  /** In a JVM of its own: parser, number of mutants, seed, folder. */
  public static void main(String[] args) throws IOException {
    MutantRun run =
        of(
            Parser.valueOf(args[0]),
            Integer.parseInt(args[1]),
            Long.parseLong(args[2]),
            Path.of(args[3]));
    System.out.println(run);
    System.exit(run.unexpected.isEmpty() ? 0 : 1);
  }

  /** Not by its message, which quotes the mutant. */
  private static String kind(Throwable e) {
    String place =
        Arrays.stream(e.getStackTrace())
            .filter(frame -> frame.getClassName().startsWith("io.github.bertmark"))
            .findFirst()
            .map(frame -> " at " + frame)
            .orElse("");
    return e.getClass().getName() + place;
  }

  /** How often each exception came that is no refusal. */
  TreeMap<String, Integer> unexpected() {
    return unexpected;
  }

  private void feed(byte[] mutant) throws IOException {
    long start = System.nanoTime();
    try {
      if (parser.accepts(mutant, folder)) {
        accepted++;
      } else {
        refused++;
      }
    } catch (Exception | StackOverflowError | OutOfMemoryError e) {
      String kind = kind(e);
      if (unexpected.merge(kind, 1, Integer::sum) == 1) {
        Files.createDirectories(parser.regressions());
        Files.write(parser.regressions().resolve(Digests.sha256(mutant).substring(0, 12)), mutant);
      }
    }
    slowestMillis = Math.max(slowestMillis, (System.nanoTime() - start) / 1_000_000);
  }

  @Override
  public String toString() {
    return "%s: %d accepted, %d refused, slowest %d ms, unexpected: %s"
        .formatted(parser, accepted, refused, slowestMillis, unexpected);
  }
}
