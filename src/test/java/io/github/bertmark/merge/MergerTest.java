package io.github.bertmark.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bertmark.Digests;
import io.github.bertmark.InputException;
import io.github.bertmark.evaluate.Evaluation;
import io.github.bertmark.evaluate.QuickLook;
import io.github.bertmark.model.ModelFolder;
import io.github.bertmark.raw.JmhFile;
import io.github.bertmark.raw.Provenance;
import io.github.bertmark.run.Audit;
import io.github.bertmark.run.FileReference;
import io.github.bertmark.run.ModelReference;
import io.github.bertmark.run.Protocol;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.RunFiles;
import io.github.bertmark.run.RunFixture;
import io.github.bertmark.run.RunFixture.Variant;
import io.github.bertmark.run.Stages;
import io.github.bertmark.run.VariantResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MergerTest {
  private static final Variant BERT = RunFixture.BERT;
  private static final Variant DISTILBERT = RunFixture.DISTILBERT;

  @TempDir Path temporary;

  private RunFiles quickRun() throws IOException {
    return RunFixture.ofReferenceVariants().quick().withStages().write(temporary.resolve("run"));
  }

  private static void assertRefused(RunFiles folder, String cause) {
    assertThatThrownBy(() -> Merger.merge(folder, null))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(folder.path().toString())
        .hasMessageContaining(cause)
        .hasMessageContaining("; ")
        .hasMessageNotContaining("\n");
  }

  /** Puts another text into a file; the old one must be there. */
  private static void edit(Path file, String old, String replacement) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(old);
    Files.writeString(file, text.replace(old, replacement));
  }

  private static Path anyForkRecord(RunFiles folder, Variant variant) {
    try (Stream<Path> files = Files.list(folder.forks())) {
      return files
          .sorted()
          .filter(f -> f.toString().contains(variant.id()))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void joinsWhatCallsAllocate() throws IOException {
    RunFiles folder = quickRun();
    assertThat(Merger.merge(folder, null).variants())
        .allSatisfy(variant -> assertThat(variant.callAllocation()).isNull());
    String none = "\"callAllocatedBytes\": null";
    try (Stream<Path> records = Files.list(folder.forks())) {
      for (Path file : records.toList()) {
        edit(file, none, "\"callAllocatedBytes\": 888");
      }
    }
    RunDocument run = Merger.merge(folder, null);
    assertThat(run.variants())
        .extracting(VariantResult::callAllocation)
        .allSatisfy(
            allocation -> {
              assertThat(allocation.bytesPerCall()).isEqualTo(888);
              assertThat(allocation.forkBytesPerCall()).hasSize(run.protocol().forks());
            });
    edit(anyForkRecord(folder, DISTILBERT), "\"callAllocatedBytes\": 888", none);
    assertThat(Merger.merge(folder, null).variant("distilbert").orElseThrow().callAllocation())
        .isNull();
  }

  @Test
  void joinsLatencyAccuracyAndSize() throws IOException {
    RunFiles folder = RunFixture.ofReferenceVariants().withStages().write(temporary.resolve("run"));
    RunDocument run = Merger.merge(folder, null);

    assertThat(run.protocol())
        .isEqualTo(
            new Protocol(
                Merger.CLASSIFY,
                "ss",
                10,
                100,
                5,
                1,
                "a rest",
                RunFixture.QUERY,
                null,
                2,
                1,
                "1.28.0",
                "1.37"));
    assertThat(run.dataset().name()).isEqualTo("CLINC150 plus");
    assertThat(run.jmhSha256()).isEqualTo(Digests.sha256(folder.jmh()));
    assertThat(run.variants())
        .extracting(VariantResult::displayName)
        .containsExactly("BERT baseline", "DistilBERT");

    VariantResult bert = run.variants().get(0);
    assertThat(bert.model().sizeMiB()).isEqualTo(418.16, within(0.005));
    assertThat(bert.latency().calls()).isEqualTo(500);
    assertThat(bert.latency().meanMillis()).isEqualTo(17.4, within(0.5));
    assertThat(bert.latency().forkTimesMillis()).hasSize(5).allMatch(fork -> fork.size() == 100);
    assertThat(Objects.requireNonNull(bert.latency().meanInterval95Millis()).contains(17.4))
        .isTrue();
    assertThat(bert.accuracy().accuracy()).isEqualTo(4_890 / 5_500.0, within(1e-12));
    assertThat(bert.accuracy().wilson95().contains(bert.accuracy().accuracy())).isTrue();
    assertThat(bert.audit()).isEqualTo(new Audit(RunFixture.QUERY, "pin_change", 0.93, 5, 550));
    assertThat(bert.predictions())
        .isEqualTo(
            new FileReference(
                "predictions/bert-baseline.csv",
                Digests.sha256(folder.predictions("bert-baseline"))));
    Stages stages = Objects.requireNonNull(bert.stages());
    assertThat(stages.classifyOverBareRun()).isEqualTo(1 / 0.99, within(1e-6));
    assertThat(Objects.requireNonNull(stages.tokenise()).calls()).isEqualTo(500);
    assertThat(Objects.requireNonNull(stages.tokenise()).medianMillis())
        .isEqualTo(0.005 * Objects.requireNonNull(stages.classify()).medianMillis(), within(1e-6));
  }

  @Test
  void theDocumentSurvivesBeingWrittenAndRead() throws IOException {
    RunFiles folder = quickRun();
    RunDocument run = Merger.merge(folder, null);
    run.write(folder.run());
    assertThat(RunDocument.read(folder.run())).isEqualTo(run);
    assertThat(RunDocument.read(folder.path())).isEqualTo(run);
    assertThat(Merger.merge(folder, null)).isEqualTo(run);
  }

  @Test
  void onlyAQuickLookIsMarkedAsOneAndMayBeOfASample() throws IOException {
    RunFiles folder = quickRun();
    Merger.merge(folder, null).write(folder.run());
    assertThat(folder.run()).content().doesNotContain("quick");

    for (Variant variant : List.of(BERT, DISTILBERT)) {
      edit(folder.accuracy(variant.id()), "\"test\"", "\"test, 5500 sampled (seed 1)\"");
    }
    assertRefused(folder, "is of a quick look (test, 5500 sampled (seed 1)), which the run is not");

    edit(folder.provenance(), "\"quick\": null", "\"quick\": {\"queries\": 5500, \"seed\": 1}");
    RunDocument run = Merger.merge(folder, null);
    run.write(folder.run());
    assertThat(RunDocument.read(folder.run()).quick()).isEqualTo(new QuickLook(5500, 1));
    assertThat(run.dataset().ofTestSplit()).isTrue();
  }

  @Test
  void theOrderOfJmhsEntriesDoesNotMatter() throws IOException {
    RunFixture fixture = RunFixture.ofReferenceVariants().quick().withStages();
    RunFiles folder = fixture.write(temporary.resolve("run"));
    RunDocument run = Merger.merge(folder, null);
    fixture.jmh().reversed().write(folder.jmh());
    RunDocument reversed = Merger.merge(folder, null);
    assertThat(reversed.jmhSha256()).isNotEqualTo(run.jmhSha256());
    assertThat(reversed)
        .usingRecursiveComparison()
        .ignoringFields("jmhSha256", "sha256")
        .isEqualTo(run);
  }

  @Test
  void aSingleForkHasNoInterval() throws IOException {
    RunFiles folder =
        RunFixture.ofReferenceVariants().quick().withForks(1).write(temporary.resolve("run"));
    RunDocument run = Merger.merge(folder, null);
    assertThat(run.variants()).allMatch(v -> v.latency().meanInterval95Millis() == null);
    assertThat(run.variants()).allMatch(v -> v.stages() == null);
    run.write(folder.run());
    assertThat(RunDocument.read(folder.run())).isEqualTo(run);
  }

  @Test
  void benchmarksOfOthersInTheSameFileAreLeftAlone() throws IOException {
    RunFixture fixture = RunFixture.ofReferenceVariants().quick();
    RunFiles folder = fixture.write(temporary.resolve("run"));
    fixture
        .jmh()
        .add(JmhFile.Setup.singleShot("other.Bench.run", 1, 2), "", 1, 1)
        .write(folder.jmh());
    assertThat(Merger.merge(folder, null).variants()).hasSize(2);
  }

  @Test
  void anEvaluationThatNobodyAskedForIsLeftAlone() throws IOException {
    RunFixture fixture = RunFixture.ofReferenceVariants().quick();
    RunFiles folder = fixture.write(temporary.resolve("run"));
    fixture.evaluation(new Variant("other", "Other", 1, 1, 1)).write(folder.path());
    assertThat(Merger.merge(folder, null).variants()).hasSize(2);
  }

  @Test
  void aVariantTimedButNotEvaluatedIsRefused() throws IOException {
    RunFiles folder = quickRun();
    Files.delete(folder.accuracy("distilbert"));
    assertRefused(folder, "distilbert was timed but not evaluated");
  }

  @Test
  void aVariantEvaluatedButNotTimedIsRefused() throws IOException {
    RunFiles folder = quickRun();
    RunFixture.of(BERT).quick().jmh().write(folder.jmh());
    try (Stream<Path> files = Files.list(folder.forks())) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    RunFixture fixture = RunFixture.of(BERT).quick();
    for (int pid = 1; pid <= 2; pid++) {
      fixture
          .forkRecord(BERT, RunFixture.CLASSIFY_CLASS, pid, Map.of("pin_change", 13L))
          .write(folder.forks());
    }
    assertRefused(folder, "distilbert was asked for but has no times");
  }

  @Test
  void aVariantThatWasNotAskedForIsRefused() throws IOException {
    RunFiles folder = quickRun();
    RunFixture.of(BERT).provenance().write(folder);
    assertRefused(folder, "distilbert, which this run was not asked for");
  }

  @Test
  void anotherModelThanTheEvaluatedOneIsRefused() throws IOException {
    RunFiles folder = quickRun();
    edit(anyForkRecord(folder, DISTILBERT), DISTILBERT.sha256(), BERT.sha256());
    assertRefused(folder, "ran the model 000000");
  }

  @Test
  void anotherLabelThanTheAccuracyPassGotIsRefused() throws IOException {
    RunFiles folder = quickRun();
    edit(
        anyForkRecord(folder, DISTILBERT),
        "\"pin_change\": 13",
        "\"pin_change\": 12,\n    \"balance\": 1");
    assertRefused(folder, "returned balance, but the accuracy pass got pin_change");
  }

  @Test
  void aForkThatRecordedTooFewCallsIsRefused() throws IOException {
    RunFiles folder = quickRun();
    edit(anyForkRecord(folder, DISTILBERT), "\"pin_change\": 13", "\"pin_change\": 2");
    assertRefused(folder, "recorded the labels of 2 calls, but 3 were timed");
  }

  @Test
  void aMissingForkRecordIsRefused() throws IOException {
    RunFiles folder = quickRun();
    Files.delete(anyForkRecord(folder, DISTILBERT));
    assertRefused(folder, "1 records of io.github.bertmark.jmh.ClassifyBenchmark");
  }

  @Test
  void timesWithoutAnyForkRecordAreRefused() throws IOException {
    RunFixture fixture = RunFixture.ofReferenceVariants().quick();
    RunFiles folder = fixture.write(temporary.resolve("run"));
    fixture.withStages().jmh().write(folder.jmh());
    assertRefused(folder, "no record of the forks of io.github.bertmark.jmh.PeerBenchmark");
  }

  @Test
  void aRecordOfAnotherRunsForkIsRefused() throws IOException {
    RunFiles folder = quickRun();
    Path record = anyForkRecord(folder, BERT);
    Files.copy(record, record.resolveSibling("bert-baseline-9999.json"));
    assertRefused(folder, "3 records of io.github.bertmark.jmh.ClassifyBenchmark");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"intraOpThreads\": 2|\"intraOpThreads\": 1|different threads",
        "\"interOpThreads\": 1|\"interOpThreads\": 2|different threads",
        "account?|accounts?|different queries",
        "1.28.0|1.27.0|versions of ONNX Runtime",
      })
  void forksWithDifferentSettingsAreRefused(String valid, String changed, String cause)
      throws IOException {
    RunFiles folder = quickRun();
    edit(anyForkRecord(folder, DISTILBERT), valid, changed);
    assertRefused(folder, cause);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"variant\": \"distilbert\"|\"variant\": \"other\"|is of variant other",
        "CLINC150 plus|built-in sample|was evaluated on 5500 queries of built-in sample",
        "\"correct\": 4841|\"correct\": 4842|are no accuracy of",
        "1.28.0|1.27.0|ONNX Runtime 1.28.0, the accuracy was measured with 1.27.0",
        "my account?|my card?|another query",
        "\"queries\": 5500|\"queries\": 5501|are no accuracy of",
      })
  void anEvaluationThatDoesNotBelongIsRefused(String valid, String changed, String cause)
      throws IOException {
    RunFiles folder = quickRun();
    edit(folder.accuracy("distilbert"), valid, changed);
    assertRefused(folder, cause);
  }

  @Test
  void predictionsThatDoNotAddUpAreRefused() throws IOException {
    RunFiles folder = quickRun();
    edit(folder.predictions("distilbert"), "\n7,oos,oos", "\n7,oos,balance");
    assertRefused(folder, "4840 of 5500 predictions are right, but the evaluation has 4841");
  }

  @ParameterizedTest
  @ValueSource(strings = {"inScopeAccuracy", "outOfScopeRecall", "macroF1"})
  void anEvaluationThatItsPredictionsContradictIsRefused(String metric) throws IOException {
    RunFiles folder = quickRun();
    Path file = folder.accuracy("distilbert");
    Files.writeString(
        file,
        Files.readString(file)
            .replaceFirst("\"" + metric + "\": [0-9.]+", "\"" + metric + "\": 0.888"));
    assertRefused(folder, metric);
  }

  @Test
  void missingOrForeignPredictionsAreRefused() throws IOException {
    RunFiles folder = quickRun();
    Path predictions = folder.predictions("distilbert");
    Files.writeString(predictions, "a,b\n1,2\n");
    assertRefused(folder, "its columns are not");
    Files.writeString(predictions, "index,expected,predicted,score\n1,balance\n");
    assertRefused(folder, "row 1 is cut off");
    Files.delete(predictions);
    assertRefused(folder, "no such file");
  }

  @Test
  void timesThatAreNotOfSingleCallsAreRefused() throws IOException {
    RunFiles folder = quickRun();
    edit(folder.jmh(), "\"mode\" : \"ss\"", "\"mode\" : \"avgt\"");
    assertRefused(folder, "not single calls");
  }

  @Test
  void variantsTimedInDifferentWaysAreRefused() throws IOException {
    RunFiles folder = RunFixture.ofReferenceVariants().quick().write(temporary.resolve("run"));
    String text = Files.readString(folder.jmh());
    int second = text.lastIndexOf("\"warmupIterations\" : 10");
    Files.writeString(
        folder.jmh(), text.substring(0, second) + text.substring(second).replace(": 10,", ": 11,"));
    assertRefused(folder, "timed in different ways");
  }

  @Test
  void anEmptyOrMissingPartIsRefused() throws IOException {
    RunFiles folder = quickRun();
    Files.writeString(folder.jmh(), "");
    assertRefused(folder, "the file is empty");
    Files.delete(folder.jmh());
    assertRefused(folder, "no such file");
    Files.delete(folder.provenance());
    assertRefused(folder, "provenance.json: no such file");
  }

  @Test
  void theModelFilesAreCheckedWhereTheyAreAtHand() throws IOException {
    byte[] model = {8, (byte) 0x80, 1}; // no more than a version, but a model in ONNX
    Variant tiny = new Variant("tiny", "Tiny", 1, 4_000, model.length);
    RunFiles folder = RunFixture.of(tiny).quick().write(temporary.resolve("run"));
    Path models = temporary.resolve("models");
    Path variant = models.resolve("tiny");
    Files.createDirectories(variant);
    Files.writeString(
        variant.resolve("variant.json"),
        """
        {"id": "tiny", "displayName": "Tiny", "labels": ["a", "b"], "maximumLength": 16}
        """);
    Path file = variant.resolve("model.onnx");
    assertThatThrownBy(() -> Merger.merge(folder, ModelFolder.at(models)))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file + ": no such file");

    Files.write(file, model);
    assertThatThrownBy(() -> Merger.merge(folder, ModelFolder.at(models)))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file + ": is not the model of 3 bytes that ran");

    String digest = Digests.sha256(model);
    Evaluation evaluation = Evaluation.read(folder.accuracy("tiny"));
    edit(folder.accuracy("tiny"), evaluation.modelSha256(), digest);
    try (Stream<Path> records = Files.list(folder.forks())) {
      for (Path record : records.toList()) {
        edit(record, evaluation.modelSha256(), digest);
      }
    }
    assertThat(Merger.merge(folder, ModelFolder.at(models)).variants().get(0).model())
        .isEqualTo(new ModelReference(3, digest));
    Files.write(file, new byte[4]);
    assertThatThrownBy(() -> Merger.merge(folder, ModelFolder.at(models)))
        .isInstanceOf(InputException.class);
  }

  @Test
  void aProvenanceWithoutOrWithDoubleVariantsIsRefused() throws IOException {
    RunFiles folder = quickRun();
    Provenance p = Provenance.read(folder);
    for (List<Provenance.RequestedVariant> bad :
        List.of(
            List.<Provenance.RequestedVariant>of(),
            List.of(p.variants().get(0), p.variants().get(0)))) {
      assertThatThrownBy(
              () ->
                  new Provenance(
                      p.id(),
                      p.createdAt(),
                      p.bertmarkVersion(),
                      p.gitCommit(),
                      p.command(),
                      bad,
                      null,
                      null,
                      null,
                      p.environment()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
