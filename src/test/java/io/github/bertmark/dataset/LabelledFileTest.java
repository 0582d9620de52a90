package io.github.bertmark.dataset;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.bertmark.ChildJvm;
import io.github.bertmark.InputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelledFileTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  /** Whatever other programs write is read as it was, in every form and encoding. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatOthersWriteIsReadAsItWas(long seed) throws IOException {
    RandomGenerator random = new Random(seed);
    List<LabelledQuery> queries = random(random);
    List<String> forms = new ArrayList<>();
    for (char delimiter : new char[] {',', ';', '\t', '|'}) {
      for (LineDelimiter end : List.of(LineDelimiter.LF, LineDelimiter.CRLF)) {
        forms.add(csv(queries, delimiter, end));
      }
    }
    forms.add(forms.get(0).stripTrailing());
    forms.add(jsonLines(queries));
    forms.add(jsonLines(queries).strip());
    forms.add(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(objects(queries)));
    forms.add(JSON.writeValueAsString(pairs(queries)));
    for (String form : forms) {
      for (Charset charset : List.of(UTF_8, UTF_16LE, UTF_16BE)) {
        for (String mark : List.of("", "\uFEFF")) {
          byte[] bytes = (mark + form).getBytes(charset);
          assertThat(read(bytes).queries(Split.TEST)).as(form).isEqualTo(queries);
          assertThat(read(zipped(bytes)).queries(Split.TEST)).isEqualTo(queries);
        }
      }
    }
  }

  @Test
  void aRowIsToldByTheLineThatItBeginsIn() throws IOException {
    String csv = "text,label\r\n\"two\r\nlines\",a\r\n\r\nb,b\r\n\"x\ny\nz\",c\r\nend,d";
    assertThat(read(csv.getBytes(UTF_8)).traits().lines()).containsExactly(2, 5, 6, 9);
    String json = "{\"text\":\"a\",\"label\":\"b\"}\n\n{\"text\":\"c\",\n\"label\":\"d\"}";
    assertThat(read(json.getBytes(UTF_8)).traits().lines()).containsExactly(1, 3);
  }

  @Test
  void domainsAreThoseOfLabels() throws IOException {
    String csv = "intent,utterance,domain\na,x,one\nb,y,two\na,z,%s\n";
    assertThat(read(csv.formatted("one").getBytes(UTF_8)).traits().domains())
        .isEqualTo(Map.of("a", "one", "b", "two"));
    assertThat(read(csv.formatted("two").getBytes(UTF_8)).traits().domains()).isEmpty();
  }

  @Test
  void textsUnderTwoLabelsAreNoted() throws IOException {
    String csv = "text,label\nx,a\ny,a\nx,b\nx,a\ny,a\n";
    assertThat(read(csv.getBytes(UTF_8)).traits().notes())
        .containsExactly(
            "1 text of file.csv is under more than one label, such as \"x\" under \"a\" and \"b\""
                + " (lines 2 and 4): no model answers all of them rightly.");
    assertThat(read("text,label\nx,a\nx,a\n".getBytes(UTF_8)).traits().notes()).isEmpty();
  }

  @Test
  void splitsOfAnotherFileAreReadAndNamedAfterIt() throws IOException {
    byte[] json = "{\"test\":[[\"x\",\"a\"]],\"oos_test\":[[\"y\",\"oos\"]]}".getBytes(UTF_8);
    Dataset dataset = read(json);
    assertThat(dataset.name()).isEqualTo("file.csv");
    assertThat(dataset.labels()).containsExactly("a", "oos");
    assertThat(dataset.traits().outOfScope()).isEqualTo("oos");
    assertThatThrownBy(() -> dataset.queries(Split.TRAIN)).isInstanceOf(InputException.class);
  }

  @ParameterizedTest
  @CsvSource({"no,nno", "Pin Change,pin_change", "balanse,balance"})
  void theNearestLabelIsTheOneThatWasMeant(String label, String meant) {
    assertThat(NearestLabels.of(label, List.of("weather", "nno", "pin_change", "oos", "balance")))
        .startsWith('"' + meant + '"')
        .endsWith(" and 2 others");
  }

  /**
   * Five times the rows take about five times as long; the best of some runs, as others work too.
   */
  @Test
  void theTimeGrowsWithTheRows() {
    byte[] few = DataFile.csv(20_000).getBytes(UTF_8);
    byte[] many = DataFile.csv(100_000).getBytes(UTF_8);
    double ratio = 0;
    for (int attempt = 0; attempt < 3; attempt++) {
      ratio = fastest(many) / fastest(few);
      if (ratio < 15) {
        return;
      }
    }
    assertThat(ratio).isLessThan(15);
  }

  @Test
  void aHundredThousandRowsNeedLittleMemory() throws Exception {
    Path file = DataFile.write(folder.resolve("big.csv"), DataFile.csv(100_000), UTF_8);
    Path output = folder.resolve("output.txt");
    Process reading =
        new ProcessBuilder(ChildJvm.command("-Xmx128m", DataFile.class.getName(), file.toString()))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(reading.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(output)).startsWith("100000 ");
  }

  private double fastest(byte[] bytes) {
    return IntStream.range(0, 5)
        .mapToDouble(
            run -> {
              long start = System.nanoTime();
              LabelledFile.read(Path.of("big.csv"), bytes, FileLayout.FOUND);
              return System.nanoTime() - start;
            })
        .min()
        .orElseThrow();
  }

  private Dataset read(byte[] bytes) throws IOException {
    return DataFile.read(Files.write(folder.resolve("file.csv"), bytes));
  }

  private static List<LabelledQuery> random(RandomGenerator random) {
    String[] parts = {
      "a", "B", " ", "  ", "\"", "'", ",", ";", "\t", "|", "\n", "\r\n", "é", "漢", "😀", "\\", "#",
      "no", "null", "{", "[", "0", "1.0", "?"
    };
    List<LabelledQuery> queries = new ArrayList<>();
    for (int n = 1 + random.nextInt(30); n > 0; n--) {
      StringBuilder text = new StringBuilder("t");
      for (int p = random.nextInt(12); p > 0; p--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      String[] labels = {"no", "null", "001", "a?b", "1.0", "NaN", "true", "a, b", "\"q\"", "-"};
      queries.add(new LabelledQuery(text.toString(), labels[random.nextInt(labels.length)]));
    }
    return queries;
  }

  private static String csv(List<LabelledQuery> queries, char delimiter, LineDelimiter end)
      throws IOException {
    StringWriter out = new StringWriter();
    try (CsvWriter csv =
        CsvWriter.builder().fieldSeparator(delimiter).lineDelimiter(end).build(out)) {
      csv.writeRecord("n", "Utterance", "INTENT");
      for (LabelledQuery query : queries) {
        csv.writeRecord("1", query.text(), query.label());
      }
    }
    return out.toString();
  }

  private static String jsonLines(List<LabelledQuery> queries) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Map<String, Object> object : objects(queries)) {
      lines.append(JSON.writeValueAsString(object)).append("\n");
    }
    return lines.toString();
  }

  private static List<Map<String, Object>> objects(List<LabelledQuery> queries) {
    return queries.stream()
        .map(q -> Map.<String, Object>of("text", q.text(), "label", q.label(), "more", List.of(1)))
        .toList();
  }

  private static List<List<String>> pairs(List<LabelledQuery> queries) {
    return queries.stream().map(q -> List.of(q.text(), q.label())).toList();
  }

  private static byte[] zipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(bytes);
    }
    return zipped.toByteArray();
  }
}
