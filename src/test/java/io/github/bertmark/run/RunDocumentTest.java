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
}
