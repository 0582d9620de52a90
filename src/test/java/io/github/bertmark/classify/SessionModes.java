package io.github.bertmark.classify;

import io.github.bertmark.classify.tokens.BenchmarkQuery;
import io.github.bertmark.model.ModelFolder;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.model.SessionOverrides;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A program that tells modes of sessions from moods of the host: {@code <models> <variant>
 * <sessions> <turns> <calls> [settings]}.
 *
 * <p>Forks that run one after the other cannot tell the two apart: a host that slows down for a
 * minute looks like forks of a slow mode. Here all sessions are open at the same time in one JVM
 * and take turns of some calls each, so that whatever the host does falls on all of them; a mode
 * that a session has for life stays as a ratio between them. The first calls of a turn bring the
 * weights back into the caches and do not count.
 */
final class SessionModes {
  private static final int WARM_UP_TURNS = 2;
  private static final int UNCOUNTED_CALLS = 3;
  private static final int PAUSE_MILLIS = 5;

  private SessionModes() {}

  public static void main(String[] arguments) throws InterruptedException {
    ModelVariant variant = ModelFolder.at(Path.of(arguments[0])).variant(arguments[1]);
    int sessions = Integer.parseInt(arguments[2]);
    int turns = Integer.parseInt(arguments[3]);
    int calls = Integer.parseInt(arguments[4]);
    SessionOverrides overrides =
        SessionOverrides.parse(arguments.length > 5 ? arguments[5] : "threads=2");
    List<Classifier> open = new ArrayList<>();
    for (int i = 0; i < sessions; i++) {
      open.add(Classifier.open(variant, SessionSettings.of(2, variant, overrides)));
    }
    double[][] millis = new double[sessions][turns];
    for (int turn = -WARM_UP_TURNS; turn < turns; turn++) {
      for (int i = 0; i < sessions; i++) {
        // Another order each time: no session always follows the same other.
        int session = Math.floorMod(i + turn, sessions);
        double median = turn(open.get(session), calls);
        if (turn >= 0) {
          millis[session][turn] = median;
        }
      }
    }
    print(variant, overrides, millis);
    open.forEach(Classifier::close);
  }

  /** The median time of the calls of a turn. */
  private static double turn(Classifier classifier, int calls) throws InterruptedException {
    double[] millis = new double[calls];
    // Lets the threads of the session before stop to spin.
    Thread.sleep(PAUSE_MILLIS);
    for (int call = -UNCOUNTED_CALLS; call < calls; call++) {
      long start = System.nanoTime();
      classifier.classify(BenchmarkQuery.TEXT);
      if (call >= 0) {
        millis[call] = (System.nanoTime() - start) / 1e6;
      }
    }
    return median(millis);
  }

  /** The median of each session's time over the mean of its turn, and each half's apart. */
  private static void print(ModelVariant variant, SessionOverrides overrides, double[][] millis) {
    int turns = millis[0].length;
    double[] first = ratios(millis, 0, turns / 2);
    double[] second = ratios(millis, turns / 2, turns);
    double[] all = ratios(millis, 0, turns);
    System.out.println(variant.id() + " " + overrides);
    System.out.println("session  median ms  over its turns: all  first half  second half");
    for (int i = 0; i < millis.length; i++) {
      System.out.printf(
          Locale.ROOT,
          "%7d  %9.2f  %20.3f  %10.3f  %11.3f%n",
          i,
          median(millis[i]),
          all[i],
          first[i],
          second[i]);
    }
    double[] sorted = Arrays.stream(all).sorted().toArray();
    double step = 1;
    for (int i = 1; i < sorted.length; i++) {
      step = Math.max(step, sorted[i] / sorted[i - 1]);
    }
    System.out.printf(
        Locale.ROOT,
        "slowest over quickest %.3f, largest step %.3f%n",
        sorted[sorted.length - 1] / sorted[0],
        step);
  }

  private static double[] ratios(double[][] millis, int from, int to) {
    double[] ratios = new double[millis.length];
    for (int session = 0; session < millis.length; session++) {
      double[] each = new double[to - from];
      for (int turn = from; turn < to; turn++) {
        double sum = 0;
        for (double[] other : millis) {
          sum += other[turn];
        }
        each[turn - from] = millis[session][turn] / (sum / millis.length);
      }
      ratios[session] = median(each);
    }
    return ratios;
  }

  private static double median(double[] values) {
    return Arrays.stream(values).sorted().skip(values.length / 2).findFirst().orElseThrow();
  }
}
