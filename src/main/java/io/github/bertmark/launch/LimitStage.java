package io.github.bertmark.launch;

import io.github.bertmark.Progress;
import io.github.bertmark.raw.GraphRecord;
import io.github.bertmark.run.GraphReport.Kernel;
import io.github.bertmark.run.Product;
import io.github.bertmark.run.RunFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The benchmarks of the machine's limits, as one {@link JmhProcess}, in a JVM each: a limit does
 * not vary from fork to fork as a latency does, and its fastest iteration counts.
 *
 * @param jar {@code benchmarks.jar}
 * @param products the matrix products to time; at least one
 * @param threads that read and multiply
 * @param run gets {@code jmh-limits.json} and {@code jmh-limits.log}
 */
public record LimitStage(Path jar, List<Product> products, int threads, RunFiles run) {
  /** What the benchmark knows to build. */
  private static final Pattern FORM = Pattern.compile("float32|u?int8|int[48]-b\\d{1,4}");

  /** A product that is large enough for the highest rate, and small enough for the caches. */
  private static final int PEAK = 1024;

  /** Sizes of the array that is read. */
  private static final int READS = 6;

  public LimitStage {
    products = List.copyOf(products);
  }

  /**
   * The products that the graphs consist of, and for each of their forms one at its highest rate.
   */
  public static List<Product> products(List<GraphRecord> graphs) {
    Stream<Product> own = graphs.stream().flatMap(record -> record.graph().products().stream());
    Stream<Product> peaks =
        graphs.stream()
            .flatMap(record -> record.graph().kernels().stream())
            .filter(kernel -> kernel.operations() > 0)
            .map(Kernel::dataType)
            .map(form -> new Product(form, PEAK, PEAK, PEAK));
    return Stream.concat(own, peaks)
        .filter(product -> FORM.matcher(product.form()).matches())
        .distinct()
        .sorted((a, b) -> a.text().compareTo(b.text()))
        .toList();
  }

  /** Runs them to the end. */
  public void execute(Progress progress) throws IOException, InterruptedException {
    JmhProcess.run(
        command(), run.path().resolve("jmh-limits.log"), READS + products.size(), progress);
  }

  List<String> command() {
    List<String> command = new ArrayList<>(JmhProcess.java(List.of(jar)));
    command.add("\\.LimitBenchmark\\.");
    command.addAll(List.of("-p", "threads=" + threads));
    if (!products.isEmpty()) {
      command.addAll(
          List.of(
              "-p", "product=" + String.join(",", products.stream().map(Product::text).toList())));
    }
    command.addAll(List.of("-f", "1", "-foe", "true"));
    command.addAll(List.of("-rf", "json", "-rff", run.limits().toString()));
    return command;
  }
}
