package io.github.bertmark.classify;

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
 * <sessions> <rounds> [settings]}.
 *
 * <p>Forks that run one after the other cannot tell the two apart: a host that slows down for a
 * minute looks like forks of a slow mode. Here all sessions are open at the same time in one JVM
 * and called in turn, round by round, so that whatever the host does falls on all of them; a mode
 * that a session has for life stays as a ratio between them. A pause before each call lets the
 * threads of the session before stop to spin.
 */
final class SessionModes {
  private static final int WARM_UP_ROUNDS = 15;
  private static final int PAUSE_MILLIS = 5;

  private SessionModes() {}

  public static void main(String[] arguments) throws InterruptedException {
    ModelVariant variant = ModelFolder.at(Path.of(arguments[0])).variant(arguments[1]);
    int sessions = Integer.parseInt(arguments[2]);
    int rounds = Integer.parseInt(arguments[3]);
    SessionOverrides overrides =
        SessionOverrides.parse(arguments.length > 4 ? arguments[4] : "threads=2");
    List<Classifier> open = new ArrayList<>();
    for (int i = 0; i < sessions; i++) {
      open.add(Classifier.open(variant, SessionSettings.of(2, variant, overrides)));
    }
    double[][] millis = new double[sessions][rounds];
    for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
      for (int i = 0; i < sessions; i++) {
        // Another order in each round: no session always follows the same other.
        int session = Math.floorMod(i + round, sessions);
        Thread.sleep(PAUSE_MILLIS);
        long start = System.nanoTime();
        open.get(session).classify(BenchmarkQuery.TEXT);
        if (round >= 0) {
          millis[session][round] = (System.nanoTime() - start) / 1e6;
        }
      }
    }
    print(variant, overrides, millis);
    open.forEach(Classifier::close);
  }

  /** The median of each session's time over the mean of its round, and each half's apart. */
  private static void print(ModelVariant variant, SessionOverrides overrides, double[][] millis) {
    int rounds = millis[0].length;
    double[] first = ratios(millis, 0, rounds / 2);
    double[] second = ratios(millis, rounds / 2, rounds);
    double[] all = ratios(millis, 0, rounds);
    System.out.println(variant.id() + " " + overrides);
    System.out.println("session  median ms  over its rounds: all  first half  second half");
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
      for (int round = from; round < to; round++) {
        double sum = 0;
        for (double[] other : millis) {
          sum += other[round];
        }
        each[round - from] = millis[session][round] / (sum / millis.length);
      }
      ratios[session] = median(each);
    }
    return ratios;
  }

  private static double median(double[] values) {
    return Arrays.stream(values).sorted().skip(values.length / 2).findFirst().orElseThrow();
  }
}
