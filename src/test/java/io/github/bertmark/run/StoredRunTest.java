package io.github.bertmark.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.Json;
import io.github.bertmark.cli.Invocation;
import io.github.bertmark.comparison.Comparison;
import io.github.bertmark.run.RunFixture.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    assertThat(run.resolve("jmh-visualizer-20260131T120000Z.json")).isNotEmptyFile();
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
  void aRunComparedWithItselfPasses() throws IOException {
    Path run = merged("run", RunFixture.ofReferenceVariants());

    Invocation compare = Invocation.of("compare", run.toString(), run.toString());

    assertThat(compare.err()).isEmpty();
    assertThat(compare.exitCode()).isZero();
    assertThat(compare.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
  }

  @Test
  void aLessAccurateRunFailsAndIsWrittenDown() throws IOException {
    Path base = merged("base", RunFixture.ofReferenceVariants());
    Variant worse = new Variant("bert-baseline", "BERT baseline", 17.1, 4_000, 438_472_000);
    Path run = merged("run", RunFixture.of(worse, RunFixture.DISTILBERT));
    Path output = folder.resolve("comparison");

    Invocation compare =
        Invocation.of(
            "compare", base.toString(), run.resolve("run.json").toString(), "--output=" + output);

    assertThat(compare.exitCode()).isEqualTo(3);
    assertThat(compare.out())
        .contains("REGRESSION: accuracy of bert-baseline", "lost by intent: balance 890")
        .containsPattern("bert-baseline .* worse ");
    assertThat(Json.read(output.resolve("comparison.json"), Comparison.class, "").exitCode())
        .isEqualTo(3);
    assertThat(output.resolve("comparison.md"))
        .content()
        .startsWith("# REGRESSION")
        .contains("| 4000 | balance | balance | oos |");
  }

  @Test
  void ofSeveralCandidatesTheWorstDecides() throws IOException {
    Path base = merged("base", RunFixture.ofReferenceVariants());
    Path alone = merged("alone", RunFixture.of(RunFixture.BERT));
    Variant bigger = new Variant("distilbert", "DistilBERT", 8.6, 4_841, 900_000_000);
    Path worse = merged("worse", RunFixture.of(RunFixture.BERT, bigger));

    Invocation two = Invocation.of("compare", base.toString(), base.toString(), alone.toString());
    Invocation three =
        Invocation.of(
            "compare", base.toString(), worse.toString(), base.toString(), alone.toString());

    assertThat(two.exitCode()).isEqualTo(4);
    assertThat(two.out()).contains("NOT COMPARABLE: latency and accuracy and size of distilbert");
    assertThat(three.exitCode()).isEqualTo(3);
  }

  @Test
  void whatIsNoCompleteRunIsOneLineAndCode2() throws IOException {
    Path run = merged("run", RunFixture.ofReferenceVariants());
    Path cut = merged("cut", RunFixture.ofReferenceVariants()).resolve("run.json");
    Files.writeString(cut, Files.readString(cut).substring(0, 2_000));
    Path future = merged("future", RunFixture.ofReferenceVariants()).resolve("run.json");
    Files.writeString(
        future,
        Files.readString(future).replaceFirst("\"schemaVersion\": \\d+", "\"schemaVersion\": 99"));
    Path empty = merged("empty", RunFixture.ofReferenceVariants()).resolve("run.json");
    Files.writeString(
        empty,
        Files.readString(empty)
            .replaceAll("(?s)\"variants\": .*(?=\"jmhSha256\")", "\"variants\": [], "));
    Path blank = Files.writeString(folder.resolve("blank.json"), "");
    Path failed = Files.createDirectory(folder.resolve("late.failed"));
    Path running = Files.createDirectory(folder.resolve("late.running"));
    Path unmerged = folder.resolve("unmerged");
    RunFixture.ofReferenceVariants().quick().write(unmerged);

    expectOneLine(run, folder.resolve("missing"), "no such file or folder");
    expectOneLine(run, folder.resolve("late"), "the run failed");
    expectOneLine(run, failed, "failed");
    expectOneLine(run, running, "not complete");
    expectOneLine(run, unmerged, "run.json: no such file");
    expectOneLine(run, cut, "line");
    expectOneLine(run, future, "schema version 99");
    expectOneLine(run, empty, "variants must not be empty");
    expectOneLine(run, blank, "empty");
  }

  @Test
  void aCutOffFileOfPredictionsIsOneLineAndCode2() throws IOException {
    Path run = merged("run", RunFixture.ofReferenceVariants());
    Path other = merged("other", RunFixture.ofReferenceVariants());
    Path predictions = other.resolve("predictions/distilbert.csv");
    Files.writeString(predictions, Files.readString(predictions).substring(0, 1_000));

    expectOneLine(run, other, "distilbert.csv");
  }

  /** Signed anew, so that only counting the predictions again tells. */
  @ParameterizedTest
  @CsvSource({"macroF1", "outOfScopeRecall", "inScopeAccuracy"})
  void aDocumentThatContradictsItsPredictionsIsOneLineAndCode2(String metric) throws IOException {
    Path run = merged("run", RunFixture.ofReferenceVariants());
    Path document = merged("other", RunFixture.ofReferenceVariants()).resolve("run.json");
    String text = Files.readString(document);
    String changed =
        text.replaceFirst("\"" + metric + "\": 0?\\d\\.\\d+", "\"" + metric + "\": 0.888");
    assertThat(changed).isNotEqualTo(text);
    Json.read(changed.getBytes(UTF_8), RunDocument.class, "", "").write(document);

    expectOneLine(run, document.getParent(), "0.888");
    Invocation report = Invocation.of("report", document.getParent().toString());
    assertThat(report.exitCode()).isEqualTo(2);
    assertThat(report.err()).contains("0.888").hasLineCount(1);
  }

  @Test
  void anOutputThatIsAFileIsOneLineAndCode2AndNothingIsWritten() throws IOException {
    Path run = merged("run", RunFixture.ofReferenceVariants());
    Path file = Files.writeString(folder.resolve("file"), "kept");

    Invocation compare =
        Invocation.of("compare", run.toString(), run.toString(), "--output=" + file);

    assertThat(compare.exitCode()).isEqualTo(2);
    assertThat(compare.out()).isEmpty();
    assertThat(compare.err()).contains("file: is not a folder").hasLineCount(1);
    assertThat(file).hasContent("kept");
  }

  @Test
  void aPolicyWithAnUnknownKeyIsOneLineAndCode2() throws IOException {
    Path run = merged("run", RunFixture.ofReferenceVariants());
    Path policy = Files.writeString(folder.resolve("policy.json"), "{\"latency\": 0.1}");

    Invocation compare =
        Invocation.of("compare", run.toString(), run.toString(), "--policy=" + policy);

    assertThat(compare.exitCode()).isEqualTo(2);
    assertThat(compare.err()).contains("policy.json", "latency").hasLineCount(1);
  }

  private static void expectOneLine(Path good, Path bad, String cause) {
    for (String[] arguments :
        new String[][] {
          {"compare", good.toString(), bad.toString()}, {"compare", bad.toString(), good.toString()}
        }) {
      Invocation compare = Invocation.of(arguments);
      assertThat(compare.exitCode()).as(compare.err()).isEqualTo(2);
      assertThat(compare.out()).isEmpty();
      assertThat(compare.err()).contains(cause).hasLineCount(1);
    }
  }

  private Path merged(String name, RunFixture fixture) throws IOException {
    Path run = folder.resolve(name);
    fixture.quick().write(run);
    assertThat(Invocation.of("merge", run.toString()).exitCode()).isZero();
    return run;
  }
}
