package io.github.bertmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.Json;
import io.github.bertmark.choice.Headline;
import io.github.bertmark.choice.Lead;
import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.text.Markdown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownSummaryTest {
  private static String of(RunDocument run) {
    return MarkdownSummary.of(run, Lead.of(run, null), Catalogue.STANDARD);
  }

  @Test
  void leadsWithTheResult() {
    assertThat(of(Runs.REFERENCE))
        .startsWith("# " + Headline.of(Runs.REFERENCE, Runs.REFERENCE.variants().get(1)) + "\n\n|");
  }

  @Test
  void holdsFiguresPictureMethodAndDigests() {
    assertThat(of(Runs.REFERENCE))
        .contains(
            "| BERT baseline ◆ | 418.16 | 17.",
            "| 88.91 | 88.05 to 89.71 | 87.68 | 100.00 | 78.88 |")
        .contains("<img alt=\"Accuracy against latency\" src=\"tradeoff.svg\">")
        .contains("(prefers-color-scheme: dark)\" srcset=\"tradeoff-dark.svg\"")
        .contains("## Where the time goes")
        .contains("each of 10 calls to warm up and 100 timed calls")
        .contains("`What is the pin number for my account?`")
        .contains("Example 9000, amd64, 4 cores (8 logical, 8 available), 32.0 GiB of memory")
        .contains("CLINC150 plus, 5,500 queries of test, SHA-256 `5555")
        .contains("`mvn verify -Pjmh`")
        .contains("at commit `0123456789abcdef")
        .contains("all 550 audited calls answered `pin_change`")
        .doesNotContain("sample");
  }

  @Test
  void tellsTheAccuracyAsFineTunedWhereAVariantHasAConstant(@TempDir Path folder)
      throws IOException {
    assertThat(of(Runs.REFERENCE)).doesNotContain("fine-tuned (%)");
    Path file = folder.resolve("run.json");
    String plain =
        "\"plain\": {\"label\": \"oos\", \"bias\": 2.5, \"correct\": 4400, \"accuracy\": 0.8},";
    Files.writeString(file, Json.toText(Runs.REFERENCE).replaceFirst("\"macroF1\"", plain + "$0"));
    assertThat(of(Json.read(file, RunDocument.class, "")))
        .contains("| As fine-tuned (%) |")
        .contains("| 88.91 | 88.05 to 89.71 | 80.00 | 87.68 |")
        .contains("As fine-tuned: the accuracy without the constant");
  }

  @Test
  void theBuiltInSampleIsNamedAtTheTop() {
    String[] lines = of(Runs.SAMPLE).split("\n", -1);
    assertThat(lines[2]).startsWith("**Accuracies are of the built-in sample, not of CLINC150");
  }

  @Test
  void aSingleForkHasNoIntervalAndSaysWhy() {
    assertThat(of(Runs.SINGLE_FORK)).contains("| - |", "which a single fork cannot give");
  }

  @Test
  void aPercentileThatTheCallsDoNotBoundIsAbsentAndTheReasonToldOnce() {
    String told = "\\| [0-9.]+ \\| (-|[0-9.]+ to [0-9.]+) ";
    // Of 500 calls: median, p90 and p95, no p99.
    assertThat(of(Runs.REFERENCE))
        .containsPattern("\\| DistilBERT " + told.repeat(3) + "\\|\n")
        .containsOnlyOnce("p90 takes 64, p95 130 and p99 662 calls.");
    assertThat(of(Runs.QUICK)).containsPattern("\\| DistilBERT " + told + "\\|\n");
    assertThat(of(Runs.SEVEN_FORKS))
        .containsPattern("\\| DistilBERT " + told.repeat(4) + "\\|\n")
        .doesNotContain("percentile is absent");
  }

  @Test
  void aPercentileHasTheIntervalThatItsForksTell() {
    // The forks of BERT differ by too much.
    assertThat(of(Runs.REFERENCE))
        .contains("| BERT baseline | 17.38 | - | 17.76 | - | 17.86 | - |\n")
        .contains("| DistilBERT | 8.76 | 8.67 to 8.91 | 8.95 | 8.88 to ");
  }

  @Test
  void aSingleForkTellsPercentilesButNoInterval() {
    assertThat(of(Runs.SINGLE_FORK))
        .containsPattern("\\| BERT baseline \\| [0-9.]+ \\| - \\| [0-9.]+ \\| - \\|\n")
        .contains("None is given where the forks are too few");
  }

  @Test
  void everyRowOfATableHasTheColumnsOfItsHeaderWhateverTheNames() {
    for (RunDocument run : List.of(Runs.REFERENCE, Runs.SIX, Runs.HOSTILE)) {
      int columns = -1;
      for (String line : of(run).split("\n", -1)) {
        if (!line.startsWith("|")) {
          columns = -1;
          continue;
        }
        int bars = line.replace("\\|", "").replaceAll("[^|]", "").length();
        columns = columns < 0 ? bars : columns;
        assertThat(bars).as(line).isEqualTo(columns);
      }
    }
  }

  @Test
  void aHostileNameIsOnlyText() {
    assertThat(of(Runs.HOSTILE))
        .doesNotContain("<script>", "[c](d)", "\n# e")
        .contains("&lt;script\\>alert(1)&lt;/script\\> \\| \\`a\\` \\*b\\* \\[c\\](d) \\# e");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\'',
      value = {"a b;`a b`", "a`b;``a`b``", "`a`;`` `a` ``", "'a\n\tb';`a b`", "a``b;```a``b```"})
  void codeIsFencedByMoreTicksThanItHolds(String text, String code) {
    assertThat(Markdown.code(text.replace("\\n", "\n").replace("\\t", "\t"))).isEqualTo(code);
  }
}
