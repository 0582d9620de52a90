package io.github.bertmark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bertmark.Json;
import io.github.bertmark.dataset.Datasets;
import io.github.bertmark.export.TinyModels;
import io.github.bertmark.launch.BenchmarksJar;
import io.github.bertmark.launch.NativeLibrary;
import io.github.bertmark.raw.Provenance;
import io.github.bertmark.run.LeftOutVariant;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.RunFiles;
import io.github.bertmark.run.VariantResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Broken variants beside good ones: those are left out by their line, these are done. */
class KeepGoingTest {
  @TempDir Path folder;
  private Path models;

  @BeforeEach
  void buildModels() throws IOException {
    models = folder.resolve("models");
    for (String id : List.of("damaged", "empty", "good", "undescribed")) {
      TinyModels.build(models, id, "bert", Datasets.sample().labels());
      Path description = models.resolve(id).resolve("variant.json");
      Files.writeString(
          description,
          Files.readString(description).replaceFirst("\\{", "{\"inDefaultSet\": true, "));
    }
    // The field ir_version alone: what only opening it tells.
    Files.write(models.resolve("damaged/model.onnx"), new byte[] {8, 7});
    Files.writeString(models.resolve("empty/model.onnx"), "");
    Files.writeString(models.resolve("undescribed/variant.json"), "{\"id\": ");
  }

  /** It lies in the test's own cache folder, which is about to go. */
  @AfterEach
  void forgetTheNativeLibrary() {
    System.clearProperty(NativeLibrary.PROPERTY);
  }

  @Test
  void theWholeJobIsDoneOnTheGoodOnes() throws IOException {
    Path target = folder.resolve("run");

    Invocation run =
        bertmark(
            "run",
            "--output=" + target,
            "--scenarios=latency",
            "--forks=1",
            "--benchmarks=" + BenchmarksJar.in(folder));

    requireLeftOut(run, "damaged", "empty", "undescribed");
    RunDocument document = RunDocument.read(target);
    assertThat(document.variants()).extracting(VariantResult::id).containsExactly("good");
    assertThat(document.leftOut())
        .extracting(LeftOutVariant::id)
        .containsExactly("undescribed", "empty", "damaged");
    assertThat(target.resolve("summary.md"))
        .content()
        .contains("Left out empty: ", "is an empty file");
    assertThat(target.resolve("report.html")).content().contains("Left out empty: ");
    assertThat(run.out().replaceAll("\\s+", " ")).contains("Left out empty: ");
  }

  @Test
  void whatIsNamedIsLeftOutToo() {
    String variants = "--variants=empty,damaged,undescribed,good";

    Invocation done = bertmark("evaluate", variants, "" + folder.resolve("run"));

    requireLeftOut(done, "undescribed", "empty", "damaged");
    assertThat(folder.resolve("run/accuracy/good.json")).exists();
  }

  @Test
  void eachStageGoesOn() throws IOException {
    Path run = folder.resolve("run");
    Path data = Files.writeString(folder.resolve("my.csv"), "text,label\na b c,greeting\n");
    String dataset = "--dataset=" + data;

    requireLeftOut(bertmark("prepare"), "empty", "undescribed");
    Invocation listed = bertmark("variants");
    requireLeftOut(listed, "empty", "undescribed");
    assertThat(listed.out()).contains("| good ", "| empty ", " unfit ");
    requireLeftOut(
        bertmark(
            "benchmark",
            "--scenarios=latency",
            "--forks=1",
            "--benchmarks=" + BenchmarksJar.in(folder),
            dataset,
            "" + run),
        "damaged",
        "empty",
        "undescribed");
    Provenance provenance = Provenance.read(new RunFiles(run));
    assertThat(provenance.variants())
        .extracting(Provenance.RequestedVariant::id)
        .containsExactly("good");
    for (String stage : List.of("inspect", "evaluate")) {
      requireLeftOut(bertmark(stage, dataset, "" + run), "damaged", "empty", "undescribed");
    }
    Invocation merged = bertmark("merge", "" + run);
    assertThat(merged.exitCode()).as(merged.err()).isZero();
    RunDocument document = RunDocument.read(run);
    assertThat(document.leftOut()).hasSize(3);
    assertThat(document.protocol().query()).as("all stages choose the same").isEqualTo("a b c");
    assertThat(document.protocol().queryChoice()).contains("median length", " tokens of good");
    assertThat(document.command()).contains(" -Dbertmark.dataset=" + data);
  }

  @ParameterizedTest
  @ValueSource(strings = {"empty", "empty,damaged", "undescribed", "undescribed,empty"})
  void ifAllAreBrokenNothingIsTimed(String variants) throws IOException {
    Path target = folder.resolve("results/run");

    Invocation run =
        bertmark(
            "run",
            "--variants=" + variants,
            "--output=" + target,
            "--benchmarks=" + BenchmarksJar.in(folder));

    assertThat(run.exitCode()).isEqualTo(2);
    for (String id : variants.split(",", -1)) {
      assertThat(run.err().lines())
          .filteredOn(line -> line.startsWith("bertmark: "))
          .filteredOn(line -> line.contains(models.resolve(id).toString()))
          .hasSize(1);
    }
    assertThat(target).doesNotExist();
    assertThat(folder.resolve("results/run.failed/jmh.json")).doesNotExist();
  }

  @Test
  void modelsOfStrangersGoOnToo() throws IOException {
    for (String id : List.of("damaged", "empty", "good")) {
      Files.delete(models.resolve(id).resolve("variant.json"));
    }
    Path labels = Files.write(folder.resolve("labels.txt"), Datasets.sample().labels());
    Files.copy(models.resolve("empty/model.onnx"), models.resolve("good/model_empty.onnx"));

    Path target = folder.resolve("run");
    Invocation run =
        bertmark(
            "run",
            "--model=%s/damaged,%s/empty,%s/good".formatted(models, models, models),
            "--labels=" + labels,
            "--forms=float32",
            "--scenarios=latency",
            "--forks=1",
            "--benchmarks=" + BenchmarksJar.in(folder),
            "--output=" + target);

    requireLeftOut(run, "empty", "good-empty", "damaged");
    VariantResult good = RunDocument.read(target).variant("good").orElseThrow();
    assertThat(good.found().labels()).isEqualTo("its lines of labels.txt");
    assertThat(good.found().sentences())
        .singleElement()
        .asString()
        .startsWith(models.resolve("good") + ": model.onnx, ");
    assertThat(target.resolve("summary.md"))
        .content()
        .contains("## What was found\n\n* good: ", "from its lines of labels.txt");
    assertThat(target.resolve("report.html")).content().contains("What was found");
  }

  /** That shows in the accuracy pass, when all is timed already. */
  @Test
  void oneThatFailsOnATextOfTheDataIsLeftOutOfTheRun() throws IOException {
    // A word beyond the embeddings' last row.
    Path tokenizer = models.resolve("damaged/tokenizer.json");
    ObjectNode json = (ObjectNode) Json.read(tokenizer, JsonNode.class, "");
    ((ObjectNode) json.at("/model/vocab")).put("zebra", 1_000_000);
    Json.write(tokenizer, json);
    Files.copy(
        models.resolve("good/model.onnx"),
        models.resolve("damaged/model.onnx"),
        StandardCopyOption.REPLACE_EXISTING);
    Path data = Files.writeString(folder.resolve("my.csv"), "text,label\nzebra,greeting\n");
    Path target = folder.resolve("run");

    Invocation run =
        bertmark(
            "run",
            "--variants=damaged,good",
            "--dataset=" + data,
            "--query=hello",
            "--scenarios=latency",
            "--forks=1",
            "--benchmarks=" + BenchmarksJar.in(folder),
            "--output=" + target);

    requireLeftOut(run, "damaged");
    RunDocument document = RunDocument.read(target);
    assertThat(document.variants()).extracting(VariantResult::id).containsExactly("good");
    assertThat(document.leftOut()).extracting(LeftOutVariant::id).containsExactly("damaged");
    assertThat(bertmark("report", "" + target).exitCode()).isZero();
  }

  /** Whatever is wrong with one. */
  @Test
  void noKindOfDamageStopsTheOthers() throws IOException {
    byte[] graph = Files.readAllBytes(models.resolve("good/model.onnx"));
    String tokenizer = Files.readString(models.resolve("good/tokenizer.json"));
    String description = Files.readString(models.resolve("good/variant.json"));
    Map<String, byte[]> graphs = new TreeMap<>();
    graphs.put("half", Arrays.copyOf(graph, graph.length / 2));
    graphs.put("html", "<!DOCTYPE html>".getBytes(UTF_8));
    graphs.put("pointer", "version https://git-lfs.github.com/spec/v1".getBytes(UTF_8));
    graphs.put(
        "noise",
        new Random(7).ints(5000).mapToObj(Integer::toString).collect(joining()).getBytes(UTF_8));
    graphs.put("zeros", new byte[5000]);
    List<String> broken = new ArrayList<>(List.of("damaged", "empty", "undescribed"));
    for (Map.Entry<String, byte[]> other : graphs.entrySet()) {
      add(other.getKey(), other.getValue(), tokenizer, description);
      broken.add(other.getKey());
    }
    for (String text : List.of("", "{}", "[]", "nothing", tokenizer.substring(0, 200))) {
      broken.add(add("tokenizer-" + broken.size(), graph, text, description));
    }
    for (String text :
        List.of(
            "",
            "[]",
            "{}",
            description.replaceFirst("\"labels\"", "\"lables\""),
            description.replaceFirst("greeting", "balance"),
            description.replaceFirst("\"maximumLength\"\\s*:\\s*\\d+", "\"maximumLength\": 0"))) {
      broken.add(add("description-" + broken.size(), graph, tokenizer, text));
    }
    Files.createDirectories(models.resolve("a-folder/variant.json"));
    broken.add("a-folder");
    add("link", graph, tokenizer, description);
    Files.delete(models.resolve("link/model.onnx"));
    Files.createSymbolicLink(models.resolve("link/model.onnx"), Path.of("nowhere"));
    broken.add("link");
    add(
        "two-labels",
        graph,
        tokenizer,
        description.replaceFirst("(?s)\\[.*\\]", "[\"oos\", \"greeting\"]"));

    Path data = Files.writeString(folder.resolve("my.csv"), "text,label\na b,greeting\n");
    broken.add("two-labels");
    Path run = folder.resolve("run");

    Invocation done = bertmark("evaluate", "--dataset=" + data, "" + run);

    requireLeftOut(done, broken.toArray(String[]::new));
    assertThat(run.resolve("accuracy/good.json")).exists();
  }

  private String add(String id, byte[] graph, String tokenizer, String description)
      throws IOException {
    Path variant = Files.createDirectories(models.resolve(id));
    Files.write(variant.resolve("model.onnx"), graph);
    Files.writeString(variant.resolve("tokenizer.json"), tokenizer);
    Files.writeString(
        variant.resolve("variant.json"), description.replace("\"good\"", '"' + id + '"'));
    return id;
  }

  /** Each by one line when it is found, and by the same again at the end. */
  private static void requireLeftOut(Invocation done, String... ids) {
    assertThat(done.exitCode()).as(done.err()).isEqualTo(2);
    List<String> lines = done.err().lines().toList();
    int end = lines.indexOf("bertmark: left out, since it cannot be used:");
    assertThat(end).as(done.err()).isPositive();
    List<String> again = lines.subList(end + 1, lines.size());
    assertThat(again)
        .allMatch(line -> line.matches("  [a-z0-9-]+: .+: .+; .+"))
        .extracting(line -> line.strip().replaceFirst(":.*", ""))
        .containsExactlyInAnyOrder(ids);
    for (String line : again) {
      assertThat(lines.subList(0, end)).containsOnlyOnce("bertmark: left out " + line.strip());
    }
    assertThat(done.err()).doesNotContain("Exception", "\tat ");
  }

  private Invocation bertmark(String command, String... options) {
    List<String> arguments = new ArrayList<>(List.of(command));
    if (!List.of("merge", "report").contains(command)) {
      arguments.add("--models=" + models);
    }
    boolean named = List.of(options).stream().anyMatch(option -> option.startsWith("--dataset"));
    if (List.of("run", "evaluate").contains(command) && !named) {
      arguments.add("--sample");
    }
    List.of(options).stream().filter(option -> !option.isEmpty()).forEach(arguments::add);
    return Invocation.with(
        Map.of("BERTMARK_HOME", folder.resolve("cache").toString()),
        arguments.toArray(String[]::new));
  }
}
