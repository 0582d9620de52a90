package io.github.bertmark.scenario.coldstart;

import io.github.bertmark.Json;
import io.github.bertmark.raw.StartRecord;
import io.github.bertmark.raw.StartRecord.StageTime;
import io.github.bertmark.run.RunFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Records of starts, as a run leaves them, with seeded numbers. */
public final class ColdStarts {
  private ColdStarts() {}

  /**
   * Writes ten starts of a variant.
   *
   * @param openMillis what all stages before the answer take together
   * @param answerMillis what an answer takes, the first twice as long
   * @param seen by the parent, over what the stages take
   */
  public static void write(
      RunFiles run,
      String variant,
      String sha256,
      double openMillis,
      double answerMillis,
      double seen)
      throws IOException {
    SplittableRandom random = new SplittableRandom(variant.hashCode());
    for (int number = 0; number < 10; number++) {
      double factor = random.nextDouble(0.95, 1.05);
      List<Double> answers = new ArrayList<>();
      answers.add(2 * answerMillis);
      for (int answer = 1; answer < 50; answer++) {
        answers.add(answerMillis);
      }
      List<StageTime> stages =
          List.of(
              new StageTime(StartRecord.JVM, 0.2 * openMillis * factor),
              new StageTime("session", 0.8 * openMillis * factor),
              new StageTime(StartRecord.ANSWER, 2 * answerMillis));
      StartRecord record = new StartRecord(variant, stages, answers, null, null);
      Json.write(
          run.records(ColdStartScenario.ID).resolve(variant + "-" + number + ".json"),
          record.seen(sha256, seen * record.stagesMillis()));
    }
  }
}
