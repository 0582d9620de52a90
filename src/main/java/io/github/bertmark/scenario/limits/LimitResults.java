package io.github.bertmark.scenario.limits;

import io.github.bertmark.InputException;
import io.github.bertmark.machine.Limits;
import io.github.bertmark.machine.Limits.ProductRate;
import io.github.bertmark.machine.Limits.ReadRate;
import io.github.bertmark.machine.Product;
import io.github.bertmark.raw.JmhResult;
import io.github.bertmark.raw.JmhResults;
import io.github.bertmark.run.RunFiles;
import io.github.bertmark.statistics.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The machine's limits, from JMH's JSON of their benchmark. */
public final class LimitResults {
  static final String CLASS = "io.github.bertmark.jmh.LimitBenchmark";
  private static final double BYTES_PER_MIB = 1 << 20;
  private static final String WAY_OUT = "run the benchmarks again into a new folder";

  private final Path file;

  private LimitResults(Path file) {
    this.file = file;
  }

  /**
   * Reads the limits of a run.
   *
   * @param threads of the run
   * @return null if they were not measured
   * @throws InputException if they are malformed or of other threads
   */
  public static @Nullable Limits read(RunFiles folder, int threads) throws IOException {
    Path file = folder.jmh(LimitsScenario.ID);
    return Files.exists(file) ? new LimitResults(file).limits(threads) : null;
  }

  private Limits limits(int threads) throws IOException {
    List<ReadRate> reads = new ArrayList<>();
    List<ProductRate> products = new ArrayList<>();
    for (JmhResult result : JmhResults.read(file).results()) {
      if (number(result, "threads") != threads) {
        throw new InputException(
            file, result.displayName() + " is not of " + threads + " threads", WAY_OUT);
      }
      switch (result.benchmark()) {
        case CLASS + ".read" -> reads.add(read(result));
        case CLASS + ".multiply" -> products.add(product(result));
        default ->
            throw new InputException(file, "holds " + result.benchmark() + ", no limit", WAY_OUT);
      }
    }
    reads.sort(Comparator.comparingLong(ReadRate::arrayBytes));
    products.sort(Comparator.comparing(rate -> rate.product().text()));
    return new Limits(threads, reads, products);
  }

  private ReadRate read(JmhResult result) {
    double bytes = number(result, "readMiB") * BYTES_PER_MIB;
    return new ReadRate(
        (long) (number(result, "arrayMiB") * BYTES_PER_MIB),
        bytes / (times(result).minimum() * 1e6));
  }

  private ProductRate product(JmhResult result) {
    Product product = Product.parse(text(result, "product"));
    Summary times = times(result);
    return new ProductRate(product, times.median(), product.operations() / (times.minimum() * 1e6));
  }

  private Summary times(JmhResult result) {
    Summary times = Summary.of(result.millis(file).stream().flatMap(Collection::stream).toList());
    if (times.minimum() <= 0) {
      throw new InputException(file, result.displayName() + " took no time at all", WAY_OUT);
    }
    return times;
  }

  private int number(JmhResult result, String name) {
    String text = text(result, name);
    if (!text.matches("[1-9]\\d{0,6}")) {
      throw new InputException(file, name + " is no number above 0: " + text, WAY_OUT);
    }
    return Integer.parseInt(text);
  }

  private String text(JmhResult result, String name) {
    String text = result.params().get(name);
    if (text == null) {
      throw new InputException(file, result.benchmark() + " has no parameter " + name, WAY_OUT);
    }
    return text;
  }
}
