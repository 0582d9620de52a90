package io.github.bertmark.scenario.coldstart;

import io.github.bertmark.InputException;
import io.github.bertmark.raw.Records;
import io.github.bertmark.raw.StartRecord;
import io.github.bertmark.raw.StartRecord.StageTime;
import io.github.bertmark.run.RunFiles;
import io.github.bertmark.run.scenario.ColdStart;
import io.github.bertmark.run.scenario.ColdStart.Stage;
import io.github.bertmark.statistics.ConfidenceIntervals;
import io.github.bertmark.statistics.Interval;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The join of a variant's cold starts. */
public final class ColdStartResults {
  /** How far stages may be from what the parent saw, as a part of that. */
  private static final double TOLERANCE = 0.03;

  private static final String WAY_OUT = "run the scenario again, with nothing else at work";

  private ColdStartResults() {}

  /**
   * What the starts of a variant come to.
   *
   * @param modelSha256 of the model that was evaluated
   * @return null if there were none
   * @throws InputException if they opened another file, or their stages leave time out
   */
  public static @Nullable ColdStart of(RunFiles run, String variant, String modelSha256)
      throws IOException {
    List<StartRecord> starts =
        Records.ofVariant(
            run.records(ColdStartScenario.ID), StartRecord.class, StartRecord::variant, variant);
    if (starts.isEmpty()) {
      return null;
    }
    String subject = run.records(ColdStartScenario.ID) + " (" + variant + ")";
    if (!starts.stream().allMatch(start -> modelSha256.equals(start.modelSha256()))) {
      throw new InputException(subject, "a start opened another model than was evaluated", WAY_OUT);
    }
    double stages = starts.stream().mapToDouble(StartRecord::stagesMillis).sum();
    double seen = starts.stream().mapToDouble(ColdStartResults::answered).sum();
    if (!(Math.abs(stages - seen) <= TOLERANCE * seen)) {
      throw new InputException(
          subject,
          "its stages add up to %.0f ms where the first answers took %.0f ms"
              .formatted(stages / starts.size(), seen / starts.size()),
          WAY_OUT);
    }
    return coldStart(starts);
  }

  private static ColdStart coldStart(List<StartRecord> starts) {
    List<Stage> stages = new ArrayList<>();
    int last = starts.get(0).stages().size() - 1;
    for (int i = 0; i <= last; i++) {
      int index = i;
      List<Double> millis = each(starts, start -> start.stages().get(index).millis());
      stages.add(new Stage(starts.get(0).stages().get(i).name(), mean(millis), interval(millis)));
    }
    List<Double> ready =
        each(
            starts,
            start -> start.stages().subList(0, last).stream().mapToDouble(StageTime::millis).sum());
    List<Double> first = each(starts, StartRecord::stagesMillis);
    int answers = starts.stream().mapToInt(s -> s.answersMillis().size()).min().orElseThrow();
    List<Double> means = new ArrayList<>();
    for (int i = 0; i < answers; i++) {
      int index = i;
      means.add(mean(each(starts, start -> start.answersMillis().get(index))));
    }
    return new ColdStart(stages, ready, interval(ready), first, interval(first), means);
  }

  private static double answered(StartRecord start) {
    return Objects.requireNonNull(start.answeredMillis(), "answeredMillis");
  }

  private static List<Double> each(List<StartRecord> starts, ToDoubleFunction<StartRecord> value) {
    return starts.stream().mapToDouble(value).boxed().toList();
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private static @Nullable Interval interval(List<Double> values) {
    return ConfidenceIntervals.ofMeanOverForks(values.stream().map(List::of).toList(), 0.95)
        .map(ConfidenceIntervals::positive)
        .orElse(null);
  }
}
