package io.github.bertmark.scenario.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.merge.Merger;
import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.raw.MemoryRecord;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.RunFiles;
import io.github.bertmark.run.RunFixture;
import io.github.bertmark.run.RunFixture.Variant;
import io.github.bertmark.run.scenario.Memory;
import io.github.bertmark.run.scenario.Memory.Growth;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryResultsTest {
  private static final long MIB = 1 << 20;

  @TempDir Path folder;

  /** Noise of some 50 KiB, and a block of 3 MiB that an allocator takes somewhere early. */
  private void write(RunFiles run, Variant variant, double bytesPerQuery) throws IOException {
    SplittableRandom random = new SplittableRandom(variant.id().hashCode());
    for (int process = 1; process <= 3; process++) {
      int block = random.nextInt(10, 70);
      List<Long> samples =
          IntStream.range(0, 200)
              .mapToLong(
                  i ->
                      100 * MIB
                          + (long) (10 * i * bytesPerQuery)
                          + (i > block ? 3 * MIB : 0)
                          + random.nextInt(50_000))
              .boxed()
              .toList();
      MemoryRecord record =
          new MemoryRecord(
              variant.id(),
              150 * MIB,
              (160 + process) * MIB,
              128 * MIB,
              9 * MIB,
              2100,
              10,
              samples,
              variant.sha256());
      Json.write(run.records("memory").resolve(variant.id() + process + ".json"), record);
    }
  }

  @ParameterizedTest
  @CsvSource({"0,NO_GROWTH", "300,NO_GROWTH", "4096,GROWTH", "1024,OPEN"})
  void growthIsToldFromBlocksThatAnAllocatorTakes(double bytesPerQuery, Growth growth)
      throws IOException {
    RunFiles run = new RunFiles(folder);
    write(run, RunFixture.BERT, bytesPerQuery);

    Memory memory = MemoryResults.of(run, RunFixture.BERT.id(), RunFixture.BERT.sha256());

    assertThat(memory.growth()).isEqualTo(growth);
    assertThat(memory.meanGrowthBytesPerQuery()).isCloseTo(bytesPerQuery, within(200.0));
    assertThat(memory.sureGrowthBytesPerQuery())
        .isEqualTo(growth == Growth.GROWTH ? memory.growthInterval95BytesPerQuery().lower() : 1024);
    assertThat(memory.meanPeakBytes()).isEqualTo(162 * MIB);
  }

  @Test
  void theSlopeOfALineIsThatLine() {
    List<Long> line = LongStream.range(0, 50).map(i -> 1000 * i).boxed().toList();
    MemoryRecord record = new MemoryRecord("v", 1, 1, 1, 1, 1, 10, line, null);

    assertThat(MemoryResults.growth(record)).isCloseTo(100, within(1e-9));
  }

  @Test
  void anotherModelIsRefused() throws IOException {
    RunFiles run = new RunFiles(folder);
    write(run, RunFixture.BERT, 0);

    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> MemoryResults.of(run, RunFixture.BERT.id(), "2".repeat(64)))
        .withMessageContaining("another model");
    assertThat(MemoryResults.of(run, "other", "2".repeat(64))).isNull();
  }

  @Test
  void aRunTellsItInSummaryAndMetrics() throws IOException {
    RunFiles run = RunFixture.ofReferenceVariants().quick().write(folder.resolve("run"));
    write(run, RunFixture.BERT, 0);
    write(run, RunFixture.DISTILBERT, 4096);

    RunDocument document = Merger.merge(run, null);

    assertThat(new MemoryScenario().summary(document))
        .containsPattern("BERT baseline \\| 150.0 \\| 162.0 \\| 418.2 \\| 2,100 .*no growth")
        .containsPattern("DistilBERT .*\\*\\*grows\\*\\*");
    assertThat(
            Catalogue.STANDARD
                .metric("memory-growth")
                .orElseThrow()
                .judged(document.variants().get(0)))
        .isEqualTo(1024);
    assertThat(
            Catalogue.STANDARD
                .metric("memory-growth")
                .orElseThrow()
                .judged(document.variants().get(1)))
        .isBetween(3000.0, 4200.0);
  }
}
