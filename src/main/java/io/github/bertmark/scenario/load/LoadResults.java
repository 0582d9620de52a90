package io.github.bertmark.scenario.load;

import io.github.bertmark.InputException;
import io.github.bertmark.raw.LoadRecord;
import io.github.bertmark.raw.Records;
import io.github.bertmark.run.RunFiles;
import io.github.bertmark.run.scenario.Load;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The join of what a variant's JVMs told of load. */
public final class LoadResults {
  private LoadResults() {}

  /**
   * What they come to.
   *
   * @param modelSha256 of the model that was evaluated
   * @return null if there were none
   * @throws InputException if they opened another file, or were asked different things
   */
  public static @Nullable Load of(RunFiles run, String variant, String modelSha256)
      throws IOException {
    List<LoadRecord> records =
        Records.ofVariant(
            run.records(LoadScenario.ID), LoadRecord.class, LoadRecord::variant, variant);
    if (records.isEmpty()) {
      return null;
    }
    LoadRecord first = records.get(0);
    if (!modelSha256.equals(first.modelSha256()) || !records.stream().allMatch(first::agreesWith)) {
      throw new InputException(
          run.records(LoadScenario.ID) + " (" + variant + ")",
          "holds records of another model than was evaluated, or of different settings",
          "run the scenario again into a new folder");
    }
    return new Load(
        first.boundMillis(),
        first.workers(),
        first.intraOpThreads(),
        first.pricePerHour(),
        records.stream().map(LoadRecord::search).toList());
  }
}
