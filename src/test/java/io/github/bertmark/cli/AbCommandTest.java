package io.github.bertmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.Json;
import io.github.bertmark.ab.AbDocument;
import io.github.bertmark.ab.NoiseDocument;
import io.github.bertmark.ab.Side;
import io.github.bertmark.comparison.Comparison;
import io.github.bertmark.comparison.Verdict;
import io.github.bertmark.export.TinyModels;
import io.github.bertmark.launch.BenchmarksJar;
import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.metric.Factor;
import io.github.bertmark.run.SideRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Interleaved comparisons of tiny models, with JMH's real forks. */
class AbCommandTest {
  @TempDir Path folder;
  private Path models;
  private Path target;
  private Path jar;

  @BeforeEach
  void build() throws IOException {
    models = folder.resolve("my models");
    target = folder.resolve("results/ab/first");
    TinyModels.build(models, "tiny");
    jar = BenchmarksJar.in(folder);
  }

  @Test
  void comparesTwoSidesThatDiffer() throws IOException {
    Invocation ab =
        ab(
            "--max-forks=2",
            "--seed=7",
            "--candidate-query=May I ask what the weather is going to be like in Oslo tomorrow?",
            "--candidate-jvm-args=-Xmx300m -Dsome=thing");

    Comparison comparison = Json.read(target.resolve("comparison.json"), Comparison.class, "");
    assertThat(ab.exitCode()).as(ab.err()).isEqualTo(comparison.exitCode());
    assertThat(comparison.differences())
        .extracting(difference -> difference.factor())
        .contains(Factor.QUERY, Factor.JVM);
    assertThat(comparison.differences()).allMatch(d -> d.blocks().isEmpty());
    assertThat(comparison.finding("tiny", Catalogue.SIZE).orElseThrow().verdict())
        .isEqualTo(Verdict.NO_CLEAR_CHANGE);
    assertThat(comparison.finding("tiny", Catalogue.LATENCY).orElseThrow().verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(comparison.finding("tiny", Catalogue.ALLOCATION)).isPresent();
    AbDocument document = Json.read(target.resolve("ab.json"), AbDocument.class, "");
    assertThat(document.order()).isEmpty();
    assertThat(document.seed()).isEqualTo(7);
    assertThat(document.command()).contains("--max-forks=2", "--candidate-jvm-args");
    SideRun candidate =
        Json.read(target.resolve("candidate").resolve(SideRun.FILE), SideRun.class, "");
    assertThat(candidate.protocol().query()).startsWith("May I ask");
    assertThat(candidate.jvm().arguments()).contains("-Xmx300m", "-Dsome=thing");
    assertThat(candidate.latency().calls()).isEqualTo(2 * 4);
    assertThat(
            Json.read(target.resolve("base").resolve(SideRun.FILE), SideRun.class, "")
                .jvm()
                .arguments())
        .doesNotContain("-Xmx300m");
    assertThat(candidate.tookTurns()).isTrue();
    assertThat(candidate.protocol().settling()).startsWith("turns with the other side");
    assertThat(target.resolve("base/jmh.json")).isNotEmptyFile();
    assertThat(target.resolve("summary.md"))
        .content()
        .contains("## How it was measured", "| threads | 1 | 1 |");
    assertThat(target.getParent()).isDirectoryNotContaining(path -> !path.equals(target));
    assertThat(ab.out()).contains("Tiny tiny", "2 pairs of forks", "differs", "query");
  }

  @Test
  void forksRunOneAfterTheOtherIfAsked() throws IOException {
    Invocation ab = ab("--max-forks=2", "--seed=7", "--unpaired");

    AbDocument document = Json.read(target.resolve("ab.json"), AbDocument.class, "");
    assertThat(document.order()).as(ab.err()).hasSize(4).contains(Side.BASE, Side.CANDIDATE);
    assertThat(ab.out()).contains("Tiny tiny by turns: 2 forks a side");
    SideRun base = Json.read(target.resolve("base").resolve(SideRun.FILE), SideRun.class, "");
    assertThat(base.tookTurns()).isFalse();
    assertThat(base.jvm().arguments()).noneMatch(flag -> flag.contains("bertmark.turns"));
  }

  @Test
  void noiseIsMeasuredAndStoredWhereTheGateLooks() throws IOException {
    Path cache = folder.resolve("cache");

    Invocation noise =
        Invocation.with(
            Map.of("BERTMARK_HOME", cache.toString()),
            "noise",
            "--build=" + jar,
            "--models=" + models,
            "--variants=tiny",
            "--warmup=1",
            "--iterations=4",
            "--forks=4",
            "--per-side=2",
            "--pairs=2",
            "--threads=1",
            "--output=" + target);

    assertThat(noise.exitCode()).as(noise.err()).isZero();
    NoiseDocument document = Json.read(cache.resolve("noise.json"), NoiseDocument.class, "");
    assertThat(document)
        .isEqualTo(Json.read(target.resolve("noise.json"), NoiseDocument.class, ""));
    assertThat(document.floor().relativeByVariant()).containsOnlyKeys("tiny");
    assertThat(document.floor().relativeOfPairs()).containsOnlyKeys("tiny");
    assertThat(document.pairs().get(0).logRatios()).hasSize(2);
    assertThat(noise.out())
        .contains("tiny: 4 forks", "noise floor", "to see 5.0 %", "tiny: 2 pairs of forks");
  }

  @Test
  void whatCannotBeComparedIsToldBeforeAnyForkRuns() throws IOException {
    Path other = folder.resolve("other models");
    TinyModels.build(other, "another");
    TinyModels.build(other, "unbuilt");
    Files.delete(other.resolve("unbuilt/model.onnx"));

    refused("no such file or folder", "--candidate=" + folder.resolve("nothing"));
    refused("no such variant", "--candidate-models=" + other);
    refused("model.onnx: no such file", "--models=" + other, "--variants=unbuilt");
    refused("must be 1 or more", "--candidate-threads=0");
    refused("must be 1 or more", "--iterations=-1");
    refused("choose 2 or more", "--max-forks=1");
    refused("library.jar: no such file", "--candidate-library=library.jar");
    refused("policy.json: no such file", "--policy=policy.json");
    refused("noise.json: no such file", "--noise=" + folder.resolve("noise.json"));
    assertThat(target.getParent()).doesNotExist();
  }

  @Test
  void aSideThatFailsLeavesAFolderThatSaysSo() throws IOException {
    Files.writeString(models.resolve("tiny/tokenizer.json"), "not a tokenizer");

    Invocation ab = ab("--max-forks=2");

    assertThat(ab.exitCode()).isEqualTo(2);
    assertThat(ab.err()).contains("first.failed", "fork-001.log", "tokenizer.json");
    assertThat(target).doesNotExist();
  }

  private void refused(String why, String... arguments) {
    Invocation ab = ab(arguments);
    assertThat(ab.exitCode()).isEqualTo(2);
    assertThat(ab.err()).contains(why).hasLineCount(1);
  }

  private Invocation ab(String... arguments) {
    List<String> command = new ArrayList<>(List.of("ab", "--base=" + jar));
    List<String> defaults =
        List.of(
            "--candidate=" + jar,
            "--models=" + models,
            "--variants=tiny",
            "--warmup=1",
            "--iterations=4",
            "--threads=1",
            "--output=" + target);
    for (String option : defaults) {
      String name = option.substring(0, option.indexOf('=') + 1);
      if (List.of(arguments).stream().noneMatch(given -> given.startsWith(name))) {
        command.add(option);
      }
    }
    command.addAll(List.of(arguments));
    return Invocation.with(
        Map.of("BERTMARK_HOME", folder.resolve("cache").toString()),
        command.toArray(String[]::new));
  }
}
