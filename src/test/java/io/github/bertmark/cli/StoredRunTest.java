package io.github.bertmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.results.RunFixture;
import io.github.bertmark.results.RunFixture.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stages that work on a run's folder alone, without models. */
class StoredRunTest {
  @TempDir Path folder;

  @Test
  void mergeWritesTheDocumentAndTheCopyForTheVisualizer() throws IOException {
    Path run = folder.resolve("run");
    RunFixture.ofReferenceVariants().quick().write(run);

    Invocation merge = Invocation.of("merge", run.toString());

    assertThat(merge.err()).isEmpty();
    assertThat(merge.exitCode()).isZero();
    assertThat(run.resolve("run.json")).isNotEmptyFile();
    assertThat(run.resolve("jmh-visualizer.json")).isNotEmptyFile();
  }

  @Test
  void mergeLeavesNothingBehindWhenPartsDoNotFit() throws IOException {
    Path run = folder.resolve("run");
    RunFixture.ofReferenceVariants().quick().write(run);
    Files.delete(run.resolve("accuracy/distilbert.json"));

    Invocation merge = Invocation.of("merge", run.toString());

    assertThat(merge.exitCode()).isEqualTo(2);
    assertThat(merge.err()).contains("distilbert").hasLineCount(1);
    assertThat(run.resolve("run.json")).doesNotExist();
  }

  @Test
  void reportDrawsAndPrints() throws IOException {
    Path run = merged("run", RunFixture.ofReferenceVariants());

    Invocation report = Invocation.of("report", run.toString(), "--studied", "bert-baseline");

    assertThat(report.err()).isEmpty();
    assertThat(report.exitCode()).isZero();
    assertThat(report.out()).contains("DistilBERT", "tradeoff.svg");
    assertThat(run.resolve("tradeoff.svg")).isNotEmptyFile();
    assertThat(run.resolve("tradeoff.png")).isNotEmptyFile();
    assertThat(run.resolve("summary.md")).isNotEmptyFile();
  }

  @Test
  void checkAcceptsARunThatReproducesThePublishedOne() throws IOException {
    Path run = merged("run", RunFixture.ofReferenceVariants());

    Invocation check = Invocation.of("check", run.toString(), "--against", run.toString());

    assertThat(check.exitCode()).isZero();
  }

  @Test
  void checkHasACodeOfItsOwnForARunThatDoesNot() throws IOException {
    Path published = merged("published", RunFixture.ofReferenceVariants());
    Variant worse = new Variant("bert-baseline", "BERT baseline", 17.1, 4_000, 438_472_000);
    Path run = merged("run", RunFixture.of(worse, RunFixture.DISTILBERT));

    Invocation check = Invocation.of("check", run.toString(), "--against", published.toString());

    assertThat(check.exitCode()).isEqualTo(3);
    assertThat(check.out()).contains("bert-baseline", "72.73 %").hasLineCount(1);
  }

  @Test
  void checkFailsWithoutAPublishedRun() throws IOException {
    Path run = merged("run", RunFixture.ofReferenceVariants());
    Path missing = folder.resolve("missing");

    Invocation check = Invocation.of("check", run.toString(), "--against", missing.toString());

    assertThat(check.exitCode()).isEqualTo(2);
    assertThat(check.err()).contains(missing.toString()).hasLineCount(1);
  }

  private Path merged(String name, RunFixture fixture) throws IOException {
    Path run = folder.resolve(name);
    fixture.quick().write(run);
    assertThat(Invocation.of("merge", run.toString()).exitCode()).isZero();
    return run;
  }
}
