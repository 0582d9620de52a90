package io.github.bertmark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.Json;
import io.github.bertmark.comparison.Comparison;
import io.github.bertmark.comparison.Verdict;
import io.github.bertmark.dataset.Datasets;
import io.github.bertmark.dataset.Split;
import io.github.bertmark.evaluate.QuickLook;
import io.github.bertmark.export.TinyModels;
import io.github.bertmark.launch.BenchmarksJar;
import io.github.bertmark.launch.NativeLibrary;
import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.predictions.Prediction;
import io.github.bertmark.predictions.Predictions;
import io.github.bertmark.run.Peer;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.RunFixture;
import io.github.bertmark.run.RunFixture.Variant;
import io.github.bertmark.run.StoredRun;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.run.scenario.Traffic;
import io.github.bertmark.run.scenario.Traffic.LengthCount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole job on tiny models and the built-in sample, with JMH's real forks. */
class RunCommandTest {
  @TempDir Path folder;
  private Path models;
  private Path target;

  @BeforeEach
  void buildModels() throws IOException {
    models = folder.resolve("my models");
    target = folder.resolve("results").resolve("first");
    TinyModels.build(models, "one", "bert", Datasets.sample().labels());
    TinyModels.build(models, "two", "distilbert", Datasets.sample().labels());
  }

  /** It lies in the test's own cache folder, which is about to go. */
  @AfterEach
  void forgetTheNativeLibrary() {
    System.clearProperty(NativeLibrary.PROPERTY);
  }

  @Test
  void leavesACompleteRun() throws IOException {
    Invocation run = run("one,two");

    assertThat(run.exitCode()).as(run.err()).isZero();
    RunDocument document = RunDocument.read(target);
    assertThat(document.id()).isEqualTo("first");
    assertThat(document.variants()).extracting(VariantResult::id).containsExactly("one", "two");
    assertThat(document.variants())
        .allSatisfy(
            variant -> {
              assertThat(variant.latency().calls()).isEqualTo(2 * 100);
              assertThat(variant.audit().calls()).isEqualTo(2 * 110);
              assertThat(variant.graph()).isNotNull();
            });
    assertThat(document.dataset().sample()).isTrue();
    assertThat(target)
        .isDirectoryContaining("glob:**/jmh-visualizer-first.json")
        .isDirectoryContaining("glob:**/tradeoff.svg")
        .isDirectoryContaining("glob:**/tradeoff.png")
        .isDirectoryContaining("glob:**/summary.md");
    assertThat(target.getParent()).isDirectoryNotContaining(path -> !path.equals(target));
    assertThat(run.out()).contains("Tiny one", "Tiny two", target.toString(), "summary.md");
    assertThat(run.err())
        .contains("built-in sample", "Latency: done in", "Evaluating one: done in")
        .doesNotContain("ended at");
  }

  @Test
  void withoutADataSetNothingIsBegun() throws IOException {
    Invocation run =
        command(
            "run",
            "--models=" + models,
            "--variants=one",
            "--offline",
            "--benchmarks=" + BenchmarksJar.in(folder),
            "--output=" + target);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("CLINC150", "offline", "--dataset", "--sample").hasLineCount(1);
    assertThat(target.getParent()).doesNotExist();
  }

  @Test
  void aFailedStageKeepsWhatWasMadeAndSaysSo() throws IOException {
    Path jar = Files.writeString(folder.resolve("no.jar"), "not a jar");

    Invocation run = run("one", "--benchmarks=" + jar);

    assertThat(run.exitCode()).isNotZero();
    assertThat(run.err()).contains("first.failed");
    assertThat(target).doesNotExist();
    assertThat(folder.resolve("results/first.failed/graph/one.json")).isNotEmptyFile();
  }

  @Test
  void anUnknownVariantIsToldBeforeAnythingIsMade() throws IOException {
    Invocation run = run("one,three");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("three", "one, two").hasLineCount(1);
    assertThat(target.getParent()).doesNotExist();
  }

  @Test
  void aRunIsComparedWithItsBaselineAndEndsWithTheComparisonsCode() throws IOException {
    Path baseline = folder.resolve("baseline");
    Variant elsewhere = new Variant("one", "Of another machine", 1, 1, 1_000);
    RunFixture.of(elsewhere).quick().document(baseline).write(baseline.resolve("run.json"));

    Invocation run = run("one", "--baseline=" + baseline, "--forks=1");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(3);
    assertThat(run.out()).contains("REGRESSION: size of one", "Example CPU 9000 ->");
    Comparison comparison = Json.read(target.resolve("comparison.json"), Comparison.class, "");
    assertThat(comparison.finding("one", Catalogue.ACCURACY).orElseThrow().verdict())
        .isEqualTo(Verdict.NOT_COMPARABLE);
    assertThat(target.resolve("comparison.md")).isNotEmptyFile();
  }

  @Test
  void aBaselineThatCannotBeReadIsToldBeforeAnythingIsMade() throws IOException {
    Invocation run = run("one,two", "--baseline=" + folder.resolve("nowhere"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("nowhere").hasLineCount(1);
    assertThat(target.getParent()).doesNotExist();
  }

  @Test
  void measuresTheScenariosThatAreNamedAndTellsWhichIsUnderWay() throws IOException {
    Invocation run = run("one", "--scenarios=peers,latency", "--forks=1");

    assertThat(run.exitCode()).as(run.err()).isZero();
    RunDocument document = RunDocument.read(target);
    VariantResult variant = document.variants().get(0);
    assertThat(variant.stages()).isNull();
    assertThat(document.limits()).isNull();
    assertThat(variant.peers()).extracting(Peer::name).containsExactly("djl-predictor");
    assertThat(run.err().lines())
        .filteredOn(line -> line.endsWith(" ..."))
        .containsSequence("Latency ...", "Peers ...");
    assertThat(document.command())
        .contains(" '-Dbertmark.models=%s' ".formatted(models))
        .endsWith(" -Dbertmark.scenarios=latency,peers -Dbertmark.sample=true");
  }

  @Test
  void timesTheQueriesOfTheDataSet() throws IOException {
    Invocation run = run("one", "--scenarios=latency,traffic");

    assertThat(run.exitCode()).as(run.err()).isZero();
    Traffic traffic = trafficOf(RunDocument.read(target));
    int queries = Datasets.sample().queries(Split.TEST).size();
    assertThat(traffic.tokens()).hasSize(500).isSorted();
    assertThat(traffic.times().calls()).isEqualTo(2 * 500);
    assertThat(traffic.lengths().stream().mapToInt(LengthCount::queries).sum()).isEqualTo(queries);
    assertThat(target.resolve("summary.md"))
        .content(UTF_8)
        .contains("## Traffic: the data set's own queries");
    assertThat(target.resolve("report.html")).content(UTF_8).contains("\"traffic-p99\"");

    // Each fork asks in an order of its own, and tells what it was answered.
    Path records = target.resolve("forks/traffic/one");
    Path record = Files.list(records).sorted().findFirst().orElseThrow();
    Files.writeString(
        record, Files.readString(record).replaceFirst("\"labels\"\\s*:\\s*\\[\\s*\"", "$0another"));
    assertThat(command("merge", target.toString()).err())
        .contains("were asked different queries, or answered differently")
        .hasLineCount(1);
    Files.delete(record);
    assertThat(command("merge", target.toString()).err()).contains("1 records of traffic of one");
  }

  private static Traffic trafficOf(RunDocument run) {
    return Objects.requireNonNull(
        Objects.requireNonNull(run.variants().get(0).scenarios()).traffic());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--scenarios=latency,speed | there is no scenario speed",
        "--scenarios=latency,latency | a scenario is there twice",
        "--scenarios=stages,peers | no run is without the scenario latency",
        "--peers=false | are no more",
        "--limits | are no more"
      })
  void scenariosThatMakeNoRunAreToldBeforeAnythingIsMade(String option, String why)
      throws IOException {
    Invocation run = run("one", option);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(why, "latency,traffic,stages,peers,limits").hasLineCount(1);
    assertThat(target.getParent()).doesNotExist();
  }

  @Test
  void aLabelThatTheModelLacksIsToldBeforeAnythingIsMade() throws IOException {
    Path file = Files.writeString(folder.resolve("my.csv"), "text,label\nhi,greeting\nho,grting\n");

    Invocation run = run("one", "--dataset=" + file);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("my.csv: line 3: the variant one does not know its label \"grting\"")
        .contains("the variant has \"greeting\"");
    assertThat(target.getParent()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--forks=0", "--benchmarks=nowhere.jar"})
  void whatJmhCouldNotDoIsToldBeforeAnythingIsMade(String option) throws IOException {
    Invocation run = run("one", option);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("; ").hasLineCount(1);
    assertThat(target.getParent()).doesNotExist();
  }

  @Test
  void aPlaceThatIsTakenIsToldBeforeAnythingIsMade() throws IOException {
    Files.createDirectories(target);

    Invocation run = run("one");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("first: is there already").hasLineCount(1);
  }

  @Test
  void aQuickLookIsNamedEverywhereAndIsNoBaseline() throws IOException {
    Invocation run = run("one", "--quick");

    assertThat(run.exitCode()).as(run.err()).isZero();
    RunDocument document = RunDocument.read(target);
    assertThat(document.quick()).isEqualTo(QuickLook.USUAL);
    assertThat(document.protocol().forks()).isEqualTo(2);
    assertThat(document.variants().get(0).stages()).isNull();
    assertThat(document.limits()).isNull();
    assertThat(document.dataset().queries()).isEqualTo(500);
    assertThat(document.dataset().split()).isEqualTo("test, 500 sampled (seed 150)");
    assertThat(document.command()).contains(" -Dbertmark.quick=true ").doesNotContain("scenarios");
    String sentence = "A quick look, no basis for a choice: 2 forks a variant, accuracy on 500";
    assertThat(run.out()).contains(sentence);
    for (String file : List.of("summary.md", "report.html", "tradeoff.svg")) {
      assertThat(target.resolve(file)).content().contains(sentence);
    }
    assertThat(Predictions.read(target.resolve("predictions/one.csv")))
        .extracting(Prediction::index)
        .containsExactlyElementsOf(sampled(Datasets.sample().queries(Split.TEST).size()));
    Path exports = folder.resolve("exports");
    String formats = "--format=markdown,csv,openmetrics";
    command("report", target + "", formats, "--output=" + exports);
    for (String file : List.of("bertmark.md", "bertmark.csv", "openmetrics.txt")) {
      assertThat(exports.resolve(file)).content().containsIgnoringCase("quick look");
    }

    Path whole = folder.resolve("whole");
    RunFixture.of(new Variant("one", "Whole", 1, 1, 1))
        .quick()
        .document(whole)
        .write(whole.resolve("run.json"));
    Invocation asCandidate = command("compare", whole + "", target + "", "--output=" + folder);
    assertThat(asCandidate.out()).contains("QUICK LOOK", "500 sampled");
    assertThat(folder.resolve("comparison.md")).content().contains("QUICK LOOK");
    for (Invocation refused :
        List.of(command("compare", target + "", whole + ""), run("one", "--baseline=" + target))) {
      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.err()).contains(target + "", "is a quick look").hasLineCount(1);
    }
  }

  /** Everything that speaks of CLINC150 speaks of the user's file instead. */
  @Test
  void anOwnDataSetIsMeasuredAndNamedEverywhere() throws IOException {
    StringBuilder csv = new StringBuilder("Utterance;Intent;Domain\n");
    for (int i = 0; i < 60; i++) {
      csv.append("what is \"\"my\"\" ".repeat(1 + i % 3).replace("\"\"", "\u00e9"))
          .append(i)
          .append(i % 2 == 0 ? ";greeting;talk\n" : ";nothing;rest\n");
    }
    csv.append("hey;greeting;talk\nhey;nothing;rest\n");
    Path data = Files.writeString(folder.resolve("my.csv"), csv);
    TinyModels.build(models, "own", "bert", List.of("greeting", "nothing", "other"));

    Invocation run = run("own", "--dataset=" + data, "--out-of-scope-label=nothing", "--forks=1");

    assertThat(run.exitCode()).as(run.err()).isZero();
    RunDocument document = RunDocument.read(target);
    assertThat(document.dataset().name()).isEqualTo("my.csv");
    assertThat(document.dataset().traits().outOfScope()).isEqualTo("nothing");
    assertThat(document.dataset().traits().domains())
        .isEqualTo(Map.of("greeting", "talk", "nothing", "rest"));
    assertThat(document.protocol().query()).startsWith("what is \u00e9my\u00e9 what is");
    assertThat(document.protocol().queryChoice()).contains("median length");
    assertThat(document.command())
        .contains(" -Dbertmark.dataset=" + data + " -Dbertmark.outOfScopeLabel=nothing");
    assertThat(document.variants().get(0).accuracy().answers().outOfScopeAuroc()).isNotNull();
    assertThat(StoredRun.read(target).checked().predictions(document.variants().get(0)))
        .isPresent();
    String warning = "1 text of my.csv is under more than one label";
    assertThat(run.err()).contains("Note: " + warning, "my.csv (" + data + "; 62 texts, 2 labels)");
    assertThat(run.out().replaceAll("\\s+", " ")).contains(warning);
    assertThat(target.resolve("summary.md"))
        .content()
        .contains(warning, "what is \u00e9my\u00e9 what", "AUROC", "of 62 texts truncated");
    assertThat(target.resolve("report.html"))
        .content()
        .contains(warning, "Texts of the queries: my.csv.", "median length")
        .doesNotContain("CLINC150", "banking");
  }

  /** With what JMH hands on badly. */
  @Test
  void theQueryThatIsNamedReachesTheForks() throws IOException {
    String query = "say \"pin\"  \\ 'x' \u6f22 %s";
    Invocation run = run("one", "--query=" + query, "--forks=1");

    assertThat(run.exitCode()).as(run.err()).isZero();
    RunDocument document = RunDocument.read(target);
    assertThat(document.protocol().query()).isEqualTo(query);
    assertThat(document.variants().get(0).audit().query()).isEqualTo(query);
    assertThat(document.command()).contains("-Dbertmark.query=say \"pin\"");
  }

  /**
   * The rule of the sample, in other words: a split's positions in shuffled order, the first 500.
   */
  private static List<Integer> sampled(int size) {
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      positions.add(i);
    }
    Collections.shuffle(positions, new Random(150));
    return positions.subList(0, 500).stream().sorted().toList();
  }

  private Invocation command(String... arguments) {
    return Invocation.with(Map.of("BERTMARK_HOME", folder.resolve("cache").toString()), arguments);
  }

  private Invocation run(String variants, String... more) throws IOException {
    boolean scenariosGiven = given(more, "--scenarios", "--quick");
    Stream<String> arguments =
        Stream.of(
            "run",
            "--models=" + models,
            "--variants=" + variants,
            "--threads=1",
            scenariosGiven ? "" : "--scenarios=latency",
            given(more, "--dataset") ? "" : "--sample",
            "--output=" + target,
            given(more, "--benchmarks") ? "" : "--benchmarks=" + BenchmarksJar.in(folder));
    boolean forksGiven = given(more, "--forks", "--quick");
    return Invocation.with(
        Map.of("BERTMARK_HOME", folder.resolve("cache").toString()),
        Stream.of(arguments, Stream.of(forksGiven ? "" : "--forks=2"), Stream.of(more))
            .flatMap(option -> option)
            .filter(option -> !option.isEmpty())
            .toArray(String[]::new));
  }

  private static boolean given(String[] options, String... names) {
    return Arrays.stream(options).anyMatch(given -> Stream.of(names).anyMatch(given::startsWith));
  }
}
