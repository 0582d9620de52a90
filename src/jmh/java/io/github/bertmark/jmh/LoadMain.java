package io.github.bertmark.jmh;

import io.github.bertmark.Json;
import io.github.bertmark.classify.Classifier;
import io.github.bertmark.classify.SessionSettings;
import io.github.bertmark.jmh.fork.ForkSettings;
import io.github.bertmark.jmh.fork.ParentGuard;
import io.github.bertmark.load.Clock;
import io.github.bertmark.load.OpenLoop;
import io.github.bertmark.load.RateSearch;
import io.github.bertmark.load.Service;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.raw.LoadRecord;
import io.github.bertmark.run.scenario.CallTimes;
import io.github.bertmark.run.scenario.LoadSearch;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A JVM that serves the data set's queries as they arrive: as many workers as the run has threads,
 * and one session, whose calls run on the thread of their worker alone unless it has more threads.
 * It searches for the highest rate that is answered in time.
 *
 * <p>Not a benchmark of JMH's, which offers no rate but waits for each answer.
 */
public final class LoadMain {
  private static final double DEFAULT_BOUND_MILLIS = 50;
  private static final double DEFAULT_SECONDS = 10;

  /** So many times its usual length a step of a slow model may take. */
  private static final int MOST_LENGTHS = 6;

  private final double boundMillis = number("p99", DEFAULT_BOUND_MILLIS);
  private final double seconds = number("loadSeconds", DEFAULT_SECONDS);
  private final AtomicLong seed = new AtomicLong(ProcessHandle.current().pid());
  private final ForkSettings settings = ForkSettings.fromProperties();

  private LoadMain() {}

  /**
   * @param arguments the variant's id, and when the process was started
   */
  public static void main(String[] arguments) throws IOException {
    new LoadMain().run(arguments[0]);
  }

  private void run(String id) throws IOException {
    ModelVariant variant = settings.models().variant(id);
    int workers = settings.threads();
    List<String> texts = DatasetTexts.read();
    SessionSettings session = SessionSettings.of(1, variant, settings.session());
    try (Classifier classifier = Classifier.open(variant, session)) {
      Service service = number -> classifier.classify(texts.get(number % texts.size()));
      service.answer(0);
      System.out.println("answered");
      ParentGuard.start();
      OpenLoop loop = new OpenLoop(Clock.REAL, service, workers, boundMillis);
      LoadSearch search =
          new RateSearch(boundMillis, rate -> loop.run(rate, queries(rate), most(), seed()))
              .find(capacity(service, workers));
      Double price = System.getProperty("bertmark.price") == null ? null : number("price", 0);
      System.out.print(
          Json.toText(
              new LoadRecord(
                  id, null, boundMillis, workers, session.intraOpThreads(), price, search)));
    }
  }

  /** Of a closed loop, which warms up too: all arrive at once, and none is late. */
  private double capacity(Service service, int workers) {
    AtomicLong answered = new AtomicLong();
    Service counting =
        number -> {
          service.answer(number);
          answered.incrementAndGet();
        };
    OpenLoop loop = new OpenLoop(Clock.REAL, counting, workers, Double.MAX_VALUE);
    loop.run(1e6, 1_000_000, seconds / 2, seed());
    answered.set(0);
    long start = System.nanoTime();
    loop.run(1e6, 1_000_000, seconds / 2, seed());
    return answered.get() / ((System.nanoTime() - start) / 1e9);
  }

  private int queries(double rate) {
    return Math.max(2 * CallTimes.callsFor(0.99), (int) Math.ceil(rate * seconds));
  }

  private double most() {
    return MOST_LENGTHS * seconds;
  }

  private long seed() {
    return seed.incrementAndGet();
  }

  private static double number(String name, double otherwise) {
    @Nullable String value = System.getProperty("bertmark." + name);
    return value == null ? otherwise : Double.parseDouble(value);
  }
}
