package io.github.bertmark.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.export.TinyModels;
import io.github.bertmark.predictions.Prediction;
import io.github.bertmark.predictions.Predictions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Users' labelled files, each of one kind, by the real command: read rightly, or one line. */
class DataFilesTest {
  private static final List<String> LABELS =
      List.of("001", "1.0", "NaN", "a?b", "no", "null", "oos");

  @TempDir static Path models;
  @TempDir Path folder;

  @BeforeAll
  static void build() throws IOException {
    TinyModels.build(models, "one", "bert", LABELS);
  }

  /** What is in the file, in which encoding, options, and the labels that are expected. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "text,label/a b,no/c,null ~ - ~ no null",
        "label,id,text/no,1,a/null,2,b ~ - ~ no null",
        "UTTERANCE;Intent/a, b;no/c;a?b ~ - ~ no a?b",
        "query\\tcategory/a;b\\t001/c\\t1.0/ ~ - ~ 001 1.0",
        "sentence|class/a|no ~ - ~ no",
        "text,label,target,question/a,no,null,b ~ - ~ no",
        "my words,answer/a,no ~ --text-column=my words --label-column=Answer ~ no",
        "a,no/b,null ~ --text-column=1 --label-column=2 ~ no null",
        "no#a b/null#b ~ --text-column=2 --label-column=1 --delimiter=# ~ no null",
        "text,label/\"a/, \"\"b\"\"\",no/c,null ~ - ~ no null",
        "text,label//a,no//b,NaN// ~ - ~ no NaN",
        "{\"text\":\"a\",\"label\":\"no\"}/{\"label\":\"null\",\"x\":[{}],\"text\":\"b\"} ~ - ~ no null",
        "[{\"text\":\"a\",\"label\":1.0},/{\"text\":\"b\",\"label\":\"001\"}] ~ - ~ 1.0 001",
        "[[\"a\",\"no\"],[\"b\",\"a?b\"]] ~ - ~ no a?b",
        "{\"test\":[[\"a\",\"no\"]],\"oos_test\":[[\"b\",\"oos\"]]} ~ - ~ no oos",
        "text,label/a,3/b,4/c,0 ~ - ~ a?b no 001",
      })
  void areRead(String content, String options, String expected) throws IOException {
    for (Charset charset : List.of(UTF_8, UTF_16LE)) {
      Path file = Files.write(folder.resolve("my.data"), text(content).getBytes(charset));
      Path run = folder.resolve(charset.name());
      Invocation evaluated = evaluate(file, run, options);

      assertThat(evaluated.exitCode()).as(evaluated.err()).isZero();
      assertThat(Predictions.read(run.resolve("predictions/one.csv")))
          .extracting(Prediction::expected)
          .containsExactly(expected.split(" "));
      assertThat(evaluated.err()).contains("Data set: my.data (" + file);
      assertThat(evaluated.err().contains("NOTE: The labels of my.data are numbers"))
          .isEqualTo(content.contains("a,3"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "text,label/a,no/b,nno ~ - ~ line 3: the variant one does not know its label \"nno\" ~ has \"no\"",
        "text,label/a,no/b, ~ - ~ line 3: the label is missing ~ add it",
        "text,label/a,no/b ~ - ~ line 3: the label is missing ~ add it",
        "text,label/\"a/b\",no/  ,no ~ - ~ line 4: the text is missing ~ add it",
        "text,label/a,no/b, c,no ~ - ~ line 3: has 3 fields ~ between quotation marks",
        "text,label,n/a,no,1/b,no ~ - ~ line 3: has 2 fields ~ add what",
        "text,label/a,no/\"b,no/c,no ~ - ~ line 3: a quotation mark is not closed ~ twice",
        "text,label/\"a\"b,no ~ - ~ line 2: text follows the quotation mark ~ twice",
        "a,no/b,null ~ - ~ has no column of texts ~ --text-column=1 --label-column=2",
        "text,value/b,null ~ - ~ has no column of labels ~ --label-column",
        "question,sentence,label/a,b,no ~ - ~ several columns that may be the texts ~ --text-column",
        "text,label/b,no ~ --text-column=body ~ has no column \"body\" ~ \"text\", \"label\"",
        "a,no/b,no ~ --text-column=1 --label-column=3 ~ has no column 3, but 2 in its first row ~ --label-column",
        "text,label/a,7 ~ - ~ line 2: the label 7 is no position in the 7 labels ~ positions that",
        "text,label/a,no ~ --out-of-scope-label=oss ~ no text has the label \"oss\" ~ \"no\"",
        "text,label/a,no ~ --delimiter=ab ~ is no delimiter ~ tab",
        "text,label/a,no ~ --encoding=klingon ~ is no encoding ~ UTF-8",
        "text,label ~ - ~ holds no texts ~ labelled texts",
        "- ~ - ~ the file is empty ~ labelled texts",
        "PAR1\u0015\u0004 ~ - ~ is Parquet ~ duckdb",
        "version https://git-lfs.github.com/spec/v1 ~ - ~ pointer of Git LFS ~ git lfs pull",
        "<!DOCTYPE html><html> ~ - ~ is a web page ~ download",
        "PK\u0003\u0004x ~ - ~ ZIP file or a workbook ~ CSV",
        "{\"text\":\"a\",\"label\":\"no\"}/{\"text\":\"b\"} ~ - ~ line 2: the label is missing ~ add it",
        "{\"text\":\"a\",\"label\":\"no\"}/{\"text\":\"b\",\"label\":null} ~ - ~ line 2: the label is missing ~ add",
        "{\"text\":\"a\",\"label\":\"no\"}/{\"text\":5,\"label\":\"no\"} ~ - ~ line 2: the text is a number ~ quotes",
        "{\"text\":\"a\",\"label\":[\"no\"]} ~ - ~ line 1: the label is no single value ~ object a line",
        "{\"text\":\"a\",\"label\":\"no\"}/{\"text\":\"b\",\"la ~ - ~ line 2: the JSON is cut off ~ object a line",
        "{\"text\":\"a\",\"label\":\"no\"}/{\"text\":'b'} ~ - ~ line 2: is not valid JSON ~ object a line",
        "[[\"a\",\"no\"],/[\"a\"]] ~ - ~ line 2: is not [text, label] but 1 values ~ list of objects",
        "{\"test\":[[\"a\",\"no\"]],\"dev\":[]} ~ - ~ has unknown splits: dev ~ or correct your own",
      })
  void areRefusedInOneLine(String content, String options, String cause, String wayOut)
      throws IOException {
    Path file = folder.resolve("my.data");
    Files.write(file, text(content == null ? "" : content).getBytes(ISO_8859_1));

    Invocation refused = evaluate(file, folder.resolve("run"), options);

    assertThat(refused.exitCode()).as(refused.err()).isEqualTo(2);
    String line =
        refused.err().lines().filter(l -> l.startsWith("bertmark: ")).findAny().orElse("");
    assertThat(line).contains(cause, wayOut, "; ").doesNotContain("Exception", "java");
    assertThat(line).containsAnyOf("my.data", "--delimiter", "--encoding");
    assertThat(refused.err().lines().filter(l -> !l.startsWith("Data set: "))).hasSize(1);
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void aBadByteIsToldWithItsLineAndReadInItsEncoding() throws IOException {
    Path file = folder.resolve("latin.csv");
    Files.write(file, "text,label\na,no\n\u00e9t\u00e9,no\n".getBytes(ISO_8859_1));

    Invocation refused = evaluate(file, folder.resolve("run"), null);
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains("latin.csv: line 3: the byte 0xE9 is not UTF-8; ", "--encoding=windows-1252")
        .hasLineCount(1);
    assertThat(evaluate(file, folder.resolve("run"), "--encoding=windows-1252").exitCode())
        .isZero();
  }

  /** With line breaks between quotation marks, and none at the end. */
  @Test
  void anArchiveOfAnotherSystemsLinesIsRead() throws IOException {
    Path file = folder.resolve("my.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("text,label\r\n\"a\r\nb\",no\r\nc,a?b".getBytes(UTF_8));
    }
    Path run = folder.resolve("run");

    Invocation evaluated = evaluate(file, run, null);

    assertThat(evaluated.exitCode()).as(evaluated.err()).isZero();
    assertThat(evaluated.err()).contains("; 2 texts, 2 labels)");
    assertThat(Predictions.read(run.resolve("predictions/one.csv")))
        .extracting(Prediction::expected)
        .containsExactly("no", "a?b");
  }

  @Test
  void aDamagedArchiveIsRefused() throws IOException {
    Path file = Files.write(folder.resolve("my.csv.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0});

    Invocation refused = evaluate(file, folder.resolve("run"), null);

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("my.csv.gz: is damaged or cut off").hasLineCount(1);
  }

  @Test
  void variantsWithLabelsInOtherOrdersAreNotGivenNumbers() throws IOException {
    Path other = folder.resolve("models");
    TinyModels.build(other, "one", "bert", List.of("a", "b"));
    TinyModels.build(other, "two", "bert", List.of("b", "c"));
    Path file = Files.writeString(folder.resolve("n.csv"), "text,label\nx,0\ny,1\n");

    Invocation refused = evaluate(other, "one,two", file, folder.resolve("run"), null);

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("the variants one and two have their labels in different");
  }

  @Test
  void oneTextUnderTwoLabelsIsAWarning() throws IOException {
    Path file = Files.writeString(folder.resolve("n.csv"), "text,label\nx,no\nx,null\n");

    Invocation evaluated = evaluate(file, folder.resolve("run"), null);

    assertThat(evaluated.exitCode()).isZero();
    assertThat(evaluated.err()).contains("Note: 1 text of n.csv is under more than one label");
  }

  private static String text(String content) {
    return content
        .replace("://", "\0")
        .replace("/", "\n")
        .replace("\0", "://")
        .replace("\\t", "\t");
  }

  private Invocation evaluate(Path file, Path run, String options) {
    return evaluate(models, "one", file, run, options);
  }

  private Invocation evaluate(Path from, String variants, Path file, Path run, String options) {
    Stream<String> arguments =
        Stream.of(
            "evaluate",
            "--models=" + from,
            "--variants=" + variants,
            "--dataset=" + file,
            "" + run);
    Stream<String> further =
        options == null ? Stream.of() : Stream.of(options.strip().split(" (?=--)"));
    return Invocation.with(
        Map.of("BERTMARK_HOME", folder.resolve("cache").toString()),
        Stream.concat(arguments, further).toArray(String[]::new));
  }
}
