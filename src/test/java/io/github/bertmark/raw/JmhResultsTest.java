package io.github.bertmark.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bertmark.InputException;
import io.github.bertmark.machine.Jvm;
import io.github.bertmark.merge.Merger;
import io.github.bertmark.raw.JmhFile.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.Mode;

class JmhResultsTest {
  private static final Setup SETUP = Setup.singleShot(Merger.CLASSIFY, 5, 100);

  @TempDir Path folder;

  private Path write(JmhFile content) throws IOException {
    Path file = folder.resolve("jmh.json");
    content.write(file);
    return file;
  }

  private Path write(String content) throws IOException {
    return Files.writeString(folder.resolve("jmh.json"), content);
  }

  private static void assertRefused(Path file, String cause) {
    assertThatThrownBy(() -> JmhResults.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(cause)
        .hasMessageContaining("; ")
        .hasMessageNotContaining("\n");
  }

  @Test
  void readsWhatJmhWrites() throws IOException {
    Path file =
        write(
            new JmhFile()
                .add(SETUP, "bert-baseline", 17, 1)
                .add(SETUP, "distilbert", 8.5, 2)
                .add(Setup.singleShot("other.Benchmark.method", 1, 3), "", 1, 3));
    JmhResults results = JmhResults.read(file);
    assertThat(results.results()).hasSize(3);
    JmhResult bert = results.byVariant(Merger.CLASSIFY).get("bert-baseline");
    assertThat(bert.rawData()).hasSize(5).allMatch(fork -> fork.size() == 100);
    assertThat(bert.mode()).isEqualTo("ss");
    assertThat(bert.warmupIterations()).isEqualTo(10);
    assertThat(bert.scoreUnit()).isEqualTo("ms/op");
    assertThat(bert.jvm())
        .isEqualTo(
            new Jvm(
                "OpenJDK 64-Bit Server VM",
                "17.0.15+6",
                "17.0.15",
                List.of("-Xms1g", "-Dnote=a, b [c] {d}")));
    assertThat(results.results().get(2).params()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void fewIterationsWhoseErrorJmhWritesAsNanAreRead(int iterations) throws IOException {
    Path file =
        write(new JmhFile().add(Setup.singleShot(Merger.CLASSIFY, 1, iterations), "a", 9, 1));
    assertThat(Files.readString(file).contains("\"NaN\"")).isEqualTo(iterations <= 2);
    assertThat(JmhResults.read(file).results().get(0).rawData().get(0)).hasSize(iterations);
  }

  @ParameterizedTest
  @EnumSource(TimeUnit.class)
  void everyUnitOfTimeComesOutInMilliseconds(TimeUnit unit) throws IOException {
    JmhResult inMillis =
        JmhResults.read(write(new JmhFile().add(SETUP, "a", 17, 1))).results().get(0);
    Path file = write(new JmhFile().add(SETUP.in(unit), "a", 17, 1));
    JmhResult inUnit = JmhResults.read(file).results().get(0);
    List<List<Double>> millis = inUnit.millis(file);
    for (int fork = 0; fork < 5; fork++) {
      for (int i = 0; i < 100; i++) {
        assertThat(millis.get(fork).get(i))
            .isEqualTo(inMillis.rawData().get(fork).get(i), within(1e-9));
      }
    }
  }

  @Test
  void aThroughputIsNoTimePerCall() throws IOException {
    Path file = write(new JmhFile().add(SETUP.in(Mode.Throughput), "a", 17, 1));
    JmhResult result = JmhResults.read(file).results().get(0);
    assertThatThrownBy(() -> result.millis(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("ops/ms");
  }

  @Test
  void samplingModeIsRefused() throws IOException {
    assertRefused(
        write(
            new JmhFile()
                .add(Setup.singleShot(Merger.CLASSIFY, 1, 3).in(Mode.SampleTime), "a", 17, 1)),
        "sampling mode");
  }

  @Test
  void aRunWithoutResultsIsRefused() throws IOException {
    assertRefused(write(new JmhFile()), "holds no results");
  }

  @Test
  void aRunWithAFailedForkIsRefused() throws IOException {
    assertRefused(write(new JmhFile().addFailed(SETUP, "a", 4)), "times of 4 forks, not of 5");
  }

  @Test
  void aBenchmarkInTwoModesIsRefused() throws IOException {
    assertRefused(
        write(new JmhFile().add(SETUP, "a", 17, 1).add(SETUP.in(Mode.AverageTime), "a", 17, 1)),
        "twice");
  }

  @Test
  void aBenchmarkWithoutTheParameterVariantIsRefused() throws IOException {
    JmhResults results = JmhResults.read(write(new JmhFile().add(SETUP, "", 17, 1)));
    assertThatThrownBy(() -> results.byVariant(Merger.CLASSIFY))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no parameter variant");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "|empty",
        "{}|not JMH's JSON",
        "null|not JMH's JSON",
        "[]|no results",
        "[1]|another value where an object belongs",
        "[{}]|Missing field 'benchmark'",
        "[null]|null in place of a result",
        "Fatal: no benchmarks|is not valid JSON",
      })
  void whatIsNotJmhsJsonIsRefused(String content, String cause) throws IOException {
    assertRefused(write(content == null ? "" : content), cause);
  }

  @Test
  void everyCutOffIsRefused() throws IOException {
    Path file = write(new JmhFile().add(Setup.singleShot(Merger.CLASSIFY, 2, 3), "a", 9, 1));
    String whole = Files.readString(file).strip();
    for (int length = 0; length < whole.length(); length += 41) {
      write(whole.substring(0, length));
      assertThatThrownBy(() -> JmhResults.read(file)).isInstanceOf(InputException.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"forks\" : 2|\"forks\" : 3|times of 2 forks",
        "\"forks\" : 2|\"forks\" : \"2\"|where a whole number belongs",
        "\"forks\" : 2|\"forks\" : -2|below 0",
        "\"forks\" : 2|\"forks\" : 0|0 forks",
        "\"measurementIterations\" : 1|\"measurementIterations\" : 2|a fork of 1 iterations",
        "\"rawData\" :|\"raw\" :|no raw data",
        "\"primaryMetric\" :|\"metric\" :|Missing field 'primaryMetric'",
        "\"mode\" : \"ss\"|\"mode\" : 7|where a text belongs",
        "\"vmName\" :|\"vm\" :|Missing field 'vmName'",
      })
  void anEntryThatDoesNotFitIsRefused(String valid, String changed, String cause)
      throws IOException {
    Path file = write(new JmhFile().add(Setup.singleShot(Merger.CLASSIFY, 2, 1), "a", 9, 1));
    String text = Files.readString(file);
    assertThat(text).contains(valid);
    write(text.replace(valid, changed));
    assertRefused(file, cause);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "\"NaN\"|where a number belongs",
        "\"+INF\"|where a number belongs",
        "-1.0|no measured score",
        "null|null where a value belongs",
        "1e300|no measured score",
      })
  void aScoreThatIsNoTimeIsRefused(String score, String cause) throws IOException {
    Path file = write(new JmhFile().add(Setup.singleShot(Merger.CLASSIFY, 1, 1), "a", 9, 1));
    write(
        Files.readString(file)
            .replaceFirst("(?s)(\"rawData\" :\\s*\\[\\s*\\[\\s*)[0-9.]+", "$1" + score));
    assertRefused(file, cause);
  }

  @Test
  void aMissingFileIsRefused() {
    assertRefused(folder.resolve("none.json"), "no such file");
  }
}
