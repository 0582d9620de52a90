package io.github.bertmark.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelNamesTest {
  private static final Path CONFIG = Path.of("config.json");

  @TempDir Path folder;

  /** Ten of them, so that the order of the keys as texts is not that of the numbers. */
  @Test
  void namesAreInTheOrderOfTheirNumbers() {
    StringBuilder map = new StringBuilder("{'id2label':{");
    for (int id = 11; id >= 0; id--) {
      map.append("'%d':'%s'%s".formatted(id, (char) ('a' + id), id == 0 ? "}}" : ","));
    }

    LabelNames labels = LabelNames.ofConfig(CONFIG, json(map.toString()));

    assertThat(String.join("", labels.names())).isEqualTo("abcdefghijkl");
    assertThat(labels.from()).isEqualTo("id2label of config.json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'label2id':{'b':1,'a':0}}|a,b",
        "{'id2label':{'0':'no','1':'null'}}|no,null",
        "{'id2label':{'0':1,'1':'001'}}|1,001",
        "{'id2label':{'0':'a','1':'b'},'label2id':{'a':0,'b':1}}|a,b",
      })
  void otherMapsThatCanBeMeant(String config, String expected) {
    assertThat(LabelNames.ofConfig(CONFIG, json(config)).names())
        .containsExactly(expected.split(",", -1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|config.json: names no labels: it has no id2label;",
        "{'id2label':{'0':'LABEL_0','1':'LABEL_1'}}|id2label: holds placeholders, LABEL_0 to LABEL_1",
        "{'id2label':{'yes':0,'no':1}}|id2label: maps names to numbers",
        "{'id2label':{'0':'a','2':'b'}}|id2label: has no 1 but 2",
        "{'id2label':{'0':'a','x':'b'}}|its key \"x\" is no number of a logit",
        "{'id2label':{'0':'a','1':'a'}}|id2label: has \"a\" twice",
        "{'id2label':{'0':'a','1':' '}}|has a label without a name",
        "{'id2label':{'0':'a','1':null}}|has a label that is no text",
        "{'id2label':{'0':'a'}}|names 1 label",
        "{'id2label':{'0':'a','1':'b'},'label2id':{'a':1,'b':0}}|id2label has \"a\" as 0, label2id as \"1\"",
        "{'label2id':{'a':0,'b':2}}|label2id: its numbers are not 0 to n - 1",
        "{'label2id':{'a':0,'b':'x'}}|label2id: \"b\" has no number of a logit",
      })
  void mapsThatCannotBeMeantAreNamed(String config, String expected) {
    assertThatThrownBy(() -> LabelNames.ofConfig(CONFIG, json(config)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(expected)
        .hasMessageEndingWith(LabelNames.WAY_OUT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\nb\nc",
        "a\r\nb\r\nc\r\n",
        "\uFEFFa\nb\nc\n\n",
        "[\"a\", \"b\", \"c\"]",
        "{\"0\": \"a\", \"2\": \"c\", \"1\": \"b\"}",
        "{\"id2label\": {\"0\": \"a\", \"1\": \"b\", \"2\": \"c\"}}",
      })
  void aFileOfNames(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("names.txt"), content);

    assertThat(LabelNames.ofFile(file).names()).containsExactly("a", "b", "c");
  }

  @Test
  void aFileThatIsNoTextIsNamed() throws IOException {
    Path file = Files.write(folder.resolve("names.txt"), new byte[] {'a', '\n', (byte) 0xff});

    assertThatThrownBy(() -> LabelNames.ofFile(file))
        .hasMessage(file + ": is not in UTF-8; save it so");
  }

  private static JsonNode json(String text) {
    byte[] bytes = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return Json.read(bytes, JsonNode.class, "test", "none");
  }
}
