package io.github.bertmark.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.merge.Merger;
import io.github.bertmark.raw.JmhFile.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JmhForksTest {
  private static final Setup ONE = Setup.singleShot(Merger.CLASSIFY, 1, 20);
  @TempDir Path folder;

  @Test
  void isWhatJmhWritesForAllForks() throws IOException {
    Path whole = folder.resolve("whole.json");
    new JmhFile().add(Setup.singleShot(Merger.CLASSIFY, 3, 20), "v", 10, 7).write(whole);
    JsonNode expected = Json.read(whole, JsonNode.class, "").path(0);
    List<Path> each = List.of(fork(expected, 0), fork(expected, 1), fork(expected, 2));

    JsonNode joined = JmhForks.join(each).path(0);

    assertThat(joined.path("forks").asInt()).isEqualTo(3);
    JsonNode metric = joined.path("primaryMetric");
    JsonNode reference = expected.path("primaryMetric");
    assertThat(metric.path("rawData")).isEqualTo(reference.path("rawData"));
    assertThat(metric.path("scoreUnit")).isEqualTo(reference.path("scoreUnit"));
    for (String number :
        List.of("/score", "/scoreError", "/scoreConfidence/0", "/scoreConfidence/1")) {
      assertThat(metric.at(number).asDouble())
          .as(number)
          .isCloseTo(reference.at(number).asDouble(), Offset.offset(1e-9));
    }
    assertThat(metric.path("scorePercentiles").properties())
        .hasSameSizeAs(reference.path("scorePercentiles").properties())
        .allSatisfy(
            percentile ->
                assertThat(percentile.getValue().asDouble())
                    .isEqualTo(
                        reference.path("scorePercentiles").path(percentile.getKey()).asDouble()));
  }

  @Test
  void refusesForksThatWereRunDifferently() throws IOException {
    Path one = folder.resolve("one.json");
    Path other = folder.resolve("other.json");
    new JmhFile().add(ONE, "v", 10, 1).write(one);
    new JmhFile().add(ONE.withThreads(2), "v", 10, 2).write(other);

    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> JmhForks.join(List.of(one, other)))
        .withMessageContainingAll(other.toString(), "other options");
  }

  @Test
  void refusesAFileOfSeveralForks() throws IOException {
    Path several = folder.resolve("several.json");
    new JmhFile().add(Setup.singleShot(Merger.CLASSIFY, 2, 5), "v", 10, 1).write(several);

    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> JmhForks.join(List.of(several)))
        .withMessageContainingAll(several.toString(), "one fork");
  }

  /** JMH's file of one fork whose times are a given fork's of another file. */
  private Path fork(JsonNode source, int number) throws IOException {
    Path file = folder.resolve("fork-" + number + ".json");
    new JmhFile().add(ONE, "v", 10, number).write(file);
    JsonNode root = Json.read(file, JsonNode.class, "");
    ((ArrayNode) root.at("/0/primaryMetric/rawData"))
        .removeAll()
        .add(source.at("/primaryMetric/rawData").path(number));
    Files.write(file, Json.toBytes(root));
    return file;
  }
}
