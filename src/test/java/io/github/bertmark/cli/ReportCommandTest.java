package io.github.bertmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bertmark.report.format.ExportFormat;
import io.github.bertmark.run.RunFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code report --format}, as a user gives it. */
class ReportCommandTest {
  @TempDir Path folder;
  private Path run;

  @BeforeEach
  void merge() throws IOException {
    run = merged("run", "2026-01-31T12:00:00Z");
  }

  private Path merged(String name, String start) throws IOException {
    Path path = folder.resolve(name);
    RunFixture.ofReferenceVariants().quick().write(path);
    Path provenance = path.resolve("provenance.json");
    Files.writeString(
        provenance, Files.readString(provenance).replace("2026-01-31T12:00:00Z", start));
    assertThat(Invocation.of("merge", path.toString()).exitCode()).isZero();
    return path;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      return found.sorted().toList();
    }
  }

  @ParameterizedTest
  @EnumSource(ExportFormat.class)
  void everyFormatIsWrittenIntoTheRunsFolderAndNamed(ExportFormat format) {
    Invocation report = Invocation.of("report", run.toString(), "--format", format.id());
    assertThat(report.err()).startsWith("now, in " + run + ": ").hasLineCount(1);
    assertThat(report.exitCode()).isZero();
    assertThat(report.out().lines())
        .isNotEmpty()
        .allSatisfy(line -> assertThat(Path.of(line)).hasParent(run).isNotEmptyFile());
  }

  @Test
  void markdownCanBePrinted() {
    Invocation report = Invocation.of("report", run.toString(), "--format=markdown", "--output=-");
    assertThat(report.exitCode()).isZero();
    assertThat(report.out())
        .startsWith("### DistilBERT answers in ")
        .contains("| **BERT baseline**");
    assertThat(run.resolve("bertmark.md")).doesNotExist();
  }

  @Test
  void severalFilesCannotBePrinted() {
    Invocation report =
        Invocation.of("report", run.toString(), "--format=csv,bencher", "--output=-");
    assertThat(report.exitCode()).isEqualTo(2);
    assertThat(report.err()).contains("there are 2 files").hasLineCount(1);
  }

  @Test
  void severalRunsGoIntoTheFolderThatIsNamed() throws IOException {
    Path later = merged("later", "2026-02-01T12:00:00Z");
    Path output = folder.resolve("output");
    Invocation report =
        Invocation.of(
            "report",
            run.toString(),
            later.toString(),
            "--format=jmh-visualizer",
            "--format=otava",
            "--output",
            output.toString());
    assertThat(report.err()).contains("OTAVA_CONFIG=otava.yaml otava analyze bertmark");
    assertThat(output.resolve("jmh-visualizer")).isDirectoryContaining("glob:**/[12]-*.json");
    assertThat(output.resolve("otava-distilbert.csv")).content().hasLineCount(3);

    Invocation nowhere =
        Invocation.of("report", run.toString(), later.toString(), "--format=otava");
    assertThat(nowhere.exitCode()).isEqualTo(2);
    assertThat(nowhere.err()).contains("name one with --output").hasLineCount(1);
  }

  @Test
  void anUnknownFormatIsAnsweredWithThoseThereAre() {
    Invocation report = Invocation.of("report", run.toString(), "--format=xml");
    assertThat(report.exitCode()).isEqualTo(2);
    assertThat(report.err()).contains("no format xml", "jmh-visualizer").hasLineCount(1);
  }

  @ParameterizedTest
  @EnumSource(ExportFormat.class)
  void aMalformedRunIsOneLineAndNoFile(ExportFormat format) throws IOException {
    Path document = run.resolve("run.json");
    for (Map.Entry<String, String> spoilt : spoilt(Files.readString(document)).entrySet()) {
      Files.writeString(document, spoilt.getValue());
      List<Path> before = files(folder);
      Invocation report = Invocation.of("report", run.toString(), "--format", format.id());
      assertThat(report.exitCode()).as(spoilt.getKey()).isEqualTo(2);
      assertThat(report.out()).as(spoilt.getKey()).isEmpty();
      assertThat(report.err()).as(spoilt.getKey()).contains("run.json: ").hasLineCount(1);
      assertThat(files(folder)).as(spoilt.getKey()).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"run.failed", "run.failed-2", "run.running"})
  void aRunThatIsNotCompleteIsRefused(String name) throws IOException {
    Path unfinished = Files.move(run, folder.resolve(name));
    List<Path> before = files(folder);
    for (Path named : List.of(unfinished, unfinished.resolve("run.json"))) {
      Invocation report = Invocation.of("report", named.toString(), "--format=csv");
      assertThat(report.exitCode()).isEqualTo(2);
      assertThat(report.out()).isEmpty();
      assertThat(report.err()).contains(name, "is of a run that").hasLineCount(1);
    }
    assertThat(files(folder)).isEqualTo(before);
  }

  @Test
  void theHistoryOfAFolderLeavesOutRunsThatAreNotComplete() throws IOException {
    merged("second", "2026-02-01T12:00:00Z");
    merged("third", "2026-02-02T12:00:00Z");
    Files.move(merged("fourth", "2026-02-03T12:00:00Z"), folder.resolve("fourth.failed"));
    Invocation report = Invocation.of("report", folder.toString(), "--no-texts");
    assertThat(report.err()).isEmpty();
    assertThat(report.exitCode()).isZero();
    assertThat(folder.resolve("report.html")).content().contains("History of 3 runs");
    assertThat(report.out())
        .startsWith("3 runs, the last ")
        .endsWith("The page: " + folder.resolve("report.html") + "\n");
  }

  @Test
  void twoRunsAreToldInAnOutcome() throws IOException {
    Path later = merged("later", "2026-02-01T12:00:00Z");
    Invocation report = Invocation.of("report", run.toString(), later.toString(), "--no-texts");
    assertThat(report.err()).isEmpty();
    assertThat(report.out())
        .containsPattern("^[A-Z ]+[,:] ")
        .contains("| distilbert ")
        .endsWith("The page: " + later.resolve("comparison.html") + "\n");
  }

  @Test
  void aFolderOfOneRunGetsNothingButThePage() throws IOException {
    List<Path> before = files(folder);
    Invocation report = Invocation.of("report", folder.toString(), "--no-texts");
    assertThat(report.exitCode()).as(report.err()).isZero();
    assertThat(report.out()).contains("DistilBERT answers in ");
    List<Path> added = new ArrayList<>(files(folder));
    added.removeAll(before);
    assertThat(added).containsExactly(folder.resolve("report.html"));
  }

  @Test
  void aHistoryWithAlteredPredictionsIsOneLineAndNoFile() throws IOException {
    Path second = merged("second", "2026-02-01T12:00:00Z");
    merged("third", "2026-02-02T12:00:00Z");
    Path predictions = second.resolve("predictions/distilbert.csv");
    Files.writeString(
        predictions, Files.readString(predictions).replaceFirst("oos,0.9", "oos,0.8"));
    Invocation report = Invocation.of("report", folder.toString(), "--no-texts");
    assertThat(report.exitCode()).isEqualTo(2);
    assertThat(report.err()).contains("second", "distilbert.csv", "digest differs").hasLineCount(1);
    assertThat(folder.resolve("report.html")).doesNotExist();
  }

  @Test
  void aFolderWithoutARunIsOneLineAndNoFile() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    for (String option : List.of("--format=csv", "--no-texts")) {
      Invocation report = Invocation.of("report", empty.toString(), option);
      assertThat(report.exitCode()).isEqualTo(2);
      assertThat(report.out()).isEmpty();
      assertThat(report.err()).contains("run.json: no such file").hasLineCount(1);
      assertThat(empty).isEmptyDirectory();
    }
  }

  private static Map<String, String> spoilt(String text) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    Map<String, String> documents = new LinkedHashMap<>();
    documents.put("empty", "");
    documents.put("cut off", text.substring(0, text.length() / 2));
    documents.put("no object", "[]");
    ObjectNode unknown = (ObjectNode) mapper.readTree(text);
    documents.put("an unknown key", unknown.put("surprise", 1).toString());
    ObjectNode version = (ObjectNode) mapper.readTree(text);
    documents.put("another version", version.put("schemaVersion", 1).toString());
    ObjectNode latency = (ObjectNode) mapper.readTree(text);
    ((ObjectNode) latency.at("/variants/0")).remove("latency");
    documents.put("a part is missing", latency.toString());
    ObjectNode none = (ObjectNode) mapper.readTree(text);
    none.putArray("variants");
    documents.put("no variants", none.toString());
    ObjectNode twice = (ObjectNode) mapper.readTree(text);
    ((ArrayNode) twice.get("variants")).add(twice.at("/variants/0"));
    documents.put("a variant twice", twice.toString());
    return documents;
  }
}
