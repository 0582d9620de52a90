package io.github.bertmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.Digests;
import io.github.bertmark.cli.option.ExportFormatConverter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every output of the published run is byte for byte what it was. */
class GoldenTest {
  /** Rewrites the files: {@code mvn test -Dtest=GoldenTest -Dbertmark.rewrite=true}. */
  private static final boolean REWRITE = Boolean.getBoolean("bertmark.rewrite");

  private static final Path GOLDEN = Path.of("src", "test", "golden");
  private static final Path RUN = Path.of("results", "reference");

  /** Longer ones are told by their digest. */
  private static final int LONGEST = 20_000;

  private static final Pattern PAGE_DATA =
      Pattern.compile(
          "<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);

  private final Locale locale = Locale.getDefault();

  @TempDir Path folder;

  @AfterEach
  void putTheLocaleBack() {
    Locale.setDefault(locale);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ar-EG", "tr-TR"})
  void theOutputsOfThePublishedRunAreWhatTheyWere(String language) throws IOException {
    Locale.setDefault(Locale.forLanguageTag(language));
    Map<String, String> outputs = new TreeMap<>();
    String terminal = command("report", RUN + "", "--no-texts", "--output=" + folder);
    outputs.put("terminal.txt", terminal.substring(0, terminal.indexOf("In " + folder)));
    outputs.put("summary.md", Files.readString(folder.resolve("summary.md")));
    Matcher data = PAGE_DATA.matcher(Files.readString(folder.resolve("report.html")));
    assertThat(data.find()).isTrue();
    outputs.put("page-data.json", data.group(1));
    Path formats = folder.resolve("formats");
    command(
        "report", RUN + "", "--output=" + formats, "--format=" + String.join(",", allFormats()));
    add(outputs, formats);
    Path comparison = folder.resolve("comparison");
    outputs.put("comparison.txt", command("compare", RUN + "", RUN + "", "--output=" + comparison));
    add(outputs, comparison);

    if (REWRITE) {
      rewrite(outputs);
    }
    Map<String, String> expected = new TreeMap<>();
    add(expected, GOLDEN);
    assertThat(shortened(outputs)).isEqualTo(expected);
  }

  private static Iterable<String> allFormats() {
    return new ExportFormatConverter();
  }

  /** What the command prints. */
  private String command(String... arguments) {
    Invocation run =
        Invocation.with(Map.of("BERTMARK_HOME", folder.resolve("cache").toString()), arguments);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.out();
  }

  private static void add(Map<String, String> texts, Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        texts.put(file.getFileName().toString(), Files.readString(file));
      }
    }
  }

  private static Map<String, String> shortened(Map<String, String> outputs) {
    Map<String, String> texts = new TreeMap<>();
    outputs.forEach(
        (name, text) -> {
          byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
          if (bytes.length > LONGEST) {
            texts.put(name + ".sha256", Digests.sha256(bytes) + "\n");
          } else {
            texts.put(name, text);
          }
        });
    return texts;
  }

  private static void rewrite(Map<String, String> outputs) throws IOException {
    Files.createDirectories(GOLDEN);
    try (Stream<Path> files = Files.list(GOLDEN)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    for (Map.Entry<String, String> text : shortened(outputs).entrySet()) {
      Files.writeString(GOLDEN.resolve(text.getKey()), text.getValue());
    }
  }
}
