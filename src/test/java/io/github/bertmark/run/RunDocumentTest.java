package io.github.bertmark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bertmark.InputException;
import io.github.bertmark.merge.Merger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunDocumentTest {
  @TempDir Path folder;
  private Path file;
  private String text;

  @BeforeEach
  void writeDocument() throws IOException {
    RunFiles run = RunFixture.ofReferenceVariants().quick().write(folder);
    file = run.run();
    Merger.merge(run, null).write(file);
    text = Files.readString(file);
  }

  private void assertRefused(String content, String cause) throws IOException {
    Files.writeString(file, content);
    assertThatThrownBy(() -> RunDocument.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(cause)
        .hasMessageNotContaining("\n");
  }

  @Test
  void beginsWithWhatItIs() {
    assertThat(text)
        .startsWith(
            "{\n  \"$schema\": \"urn:bertmark:run:3\",\n  \"schemaVersion\": 3,\n  \"id\": \"20260131T120000Z\",\n")
        .endsWith("}\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"schemaVersion\": 3|\"schemaVersion\": 1|has schema version 1, not 2 to 3",
        "\"schemaVersion\": 3|\"version\": 3|no schemaVersion",
        "\"displayName\"|\"name\"|name",
        "\"meanMillis\"|\"meanMicros\"|variants[0].latency.meanMillis",
        "\"upper\"|\"above\"|meanInterval95Millis.upper",
        "\"command\"|\"x\"|Missing field 'command'",
      })
  void aDocumentThatDoesNotFitIsRefused(String valid, String changed, String cause)
      throws IOException {
    assertThat(text).contains(valid);
    assertRefused(text.replace(valid, changed), cause);
  }

  @Test
  void aDocumentCutOffIsRefused() throws IOException {
    assertRefused(text.substring(0, text.length() / 2), "");
    assertRefused("", "the file is empty");
  }

  @Test
  void aDocumentWithoutVariantsIsRefused() throws IOException {
    assertRefused(
        text.replaceFirst("(?s)\"variants\": \\[.*(?=,\\s+\"jmhSha256\")", "\"variants\": []"),
        "variants");
  }

  @Test
  void aMissingDocumentIsRefused() {
    assertThatThrownBy(() -> RunDocument.read(folder.resolve("none.json")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("none.json: no such file");
  }

  @Test
  void aChangedByteIsTold() throws IOException {
    assertThat(RunDocument.read(file).sha256()).isNotEqualTo(RunDocument.UNSIGNED);
    assertRefused(text.replace("\"BERT baseline\"", "\"BERT baselinf\""), "its own digest differs");
    assertRefused(text.replace("\n", "\r\n"), "its own digest differs");
    assertRefused(
        text.replaceFirst(",\\s+\"sha256\": \"[0-9a-f]{64}\"\n}", "\n}"), "its own digest differs");
  }

  /** A document of version 2 has no digest, so that only counting again tells. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"meanMillis\": [0-9.]+|\"meanMillis\": 1.5|latency.meanMillis is 1.5, but what it is of gives",
        "\"medianMillis\": [0-9.]+|\"medianMillis\": 1.5|latency.medianMillis",
        "\"calls\": \\d+|\"calls\": 501|latency.calls is 501",
        "\"forks\": \\d+|\"forks\": 6|protocol.forks is 6",
        "\"measurementIterations\": \\d+|\"measurementIterations\": 99|protocol.measurementIterations",
        "\"correct\": 4890|\"correct\": 4900|accuracy.accuracy",
        "\"correct\": 4890|\"correct\": 9000|accuracy.correct is 9000 of 5500",
        "\"macroF1\": [0-9.]+|\"macroF1\": 7|accuracy.macroF1 is 7.0, not between 0 and 1",
        "\"outOfScopeRecall\": [0-9.]+|\"outOfScopeRecall\": -1|accuracy.outOfScopeRecall",
        "\"sizeBytes\": \\d+|\"sizeBytes\": 0|model.sizeBytes is 0.0, not above 0",
        "\"forkTimesMillis\": \\[[^\\]]*|\"forkTimesMillis\": \\[ \\[ |a fork without times",
        "\"forkTimesMillis\": \\[[^,]*|\"forkTimesMillis\": \\[ \\[ -1|holds what is no time"
      })
  void aDocumentThatContradictsItselfIsRefused(String valid, String changed, String cause)
      throws IOException {
    String former =
        text.replaceFirst("  \"\\$schema\": \"urn:bertmark:run:3\",\n", "")
            .replace("\"schemaVersion\": 3", "\"schemaVersion\": 2")
            .replaceFirst(",\\s+\"sha256\": \"[0-9a-f]{64}\"\n}", "\n}");
    Files.writeString(file, former);
    assertThat(RunDocument.read(file).schemaVersion()).isEqualTo(2);
    String contradicting = former.replaceFirst(valid, changed);
    assertThat(contradicting).isNotEqualTo(former);
    assertRefused(contradicting, cause);
  }
}
