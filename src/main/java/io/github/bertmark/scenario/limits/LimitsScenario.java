package io.github.bertmark.scenario.limits;

import io.github.bertmark.machine.Product;
import io.github.bertmark.raw.GraphRecord;
import io.github.bertmark.run.GraphReport.Kernel;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.scenario.MachineScenario;
import io.github.bertmark.scenario.PageSection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the machine can do at all, which the latencies are held against; in a JVM each, since a
 * limit does not vary from fork to fork as a latency does, and its fastest iteration counts.
 */
public final class LimitsScenario implements MachineScenario {
  static final String ID = "limits";

  /** What the benchmark knows to build. */
  private static final Pattern FORM = Pattern.compile("float32|u?int8|int[48]-b\\d{1,4}");

  /** A product that is large enough for the highest rate, and small enough for the caches. */
  private static final int PEAK = 1024;

  /** Sizes of the array that is read. */
  private static final int READS = 6;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String benchmark() {
    return LimitResults.CLASS;
  }

  @Override
  public Work work(int threads, List<GraphRecord> graphs) {
    List<String> products = products(graphs).stream().map(Product::text).toList();
    Map<String, List<String>> parameters = new TreeMap<>();
    parameters.put("threads", List.of(Integer.toString(threads)));
    if (!products.isEmpty()) {
      parameters.put("product", products);
    }
    return new Work(parameters, READS + products.size());
  }

  /**
   * The products that the graphs consist of, and for each of their forms one at its highest rate.
   */
  static List<Product> products(List<GraphRecord> graphs) {
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

  @Override
  public String summary(RunDocument run) {
    return MarkdownLimits.of(run);
  }

  @Override
  public PageSection section() {
    return new PageSection("limits-section", "Limits", "limits", 1, run -> run.limits() != null);
  }
}
