package io.github.bertmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.comparison.Comparison;
import io.github.bertmark.comparison.Policy;
import io.github.bertmark.gate.Gate;
import io.github.bertmark.gate.QueryTexts;
import io.github.bertmark.run.RunFixture;
import io.github.bertmark.run.RunFixture.Variant;
import io.github.bertmark.run.StoredRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A comparison for the terminal and as Markdown. */
class ComparisonReportTest {
  private static final String HOSTILE = "<script>alert(1)</script> | `a`\u001b[2J";

  @TempDir Path folder;
  private Comparison comparison;

  @BeforeEach
  void compare() throws IOException {
    Variant worse =
        new Variant("distilbert", "DistilBERT " + HOSTILE, 9.6, 4_841 - 70, 300_000_000);
    Variant unknown = new Variant("a-new-variant-of-a-very-long-id-indeed", HOSTILE, 3, 100, 1_000);
    QueryTexts texts = (dataset, index) -> HOSTILE + " " + index;
    comparison =
        new Gate(Policy.DEFAULT, null, List.of(), texts)
            .compare(
                run("base", RunFixture.ofReferenceVariants().withForks(8)),
                run("worse", RunFixture.of(RunFixture.BERT, worse, unknown).withForks(8)));
  }

  @Test
  void theTerminalsTableTellsTheOutcomeFirstAndLastAndBreaksNoIdAndNoNumber() {
    String text = ComparisonTable.of(comparison);

    assertThat(text.lines())
        .filteredOn(line -> !line.startsWith("+") && !line.startsWith("|"))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    assertThat(text)
        .startsWith("REGRESSION: latency and accuracy and size of distilbert")
        .containsPattern("\\| distilbert +\\| +[+]\\S+ \\(\\S+\\.\\.\\S+\\) \\|")
        .contains("| a-new-variant-of-a-very-long-id-indeed |")
        .endsWith("REGRESSION (exit code 3).\n");
    assertThat(text)
        .doesNotContain("\u001b")
        .contains(
            "distilbert, latency: REGRESSED. mean of the forks' medians 8.",
            "lost by intent: balance 70");
  }

  @Test
  void markdownTellsTheOutcomeFirstAndEscapesTexts() {
    String text = ComparisonMarkdown.of(comparison);

    assertThat(text)
        .startsWith("# REGRESSION: latency and accuracy and size of distilbert")
        .contains("| distilbert, accuracy | 88.02 % | 86.75 % | -1.27 pt |")
        .contains("| 4771 | balance | balance | oos | &lt;script")
        .contains("and 20 more, in comparison.json", "## Policy")
        .doesNotContain("<script>", "\u001b");
  }

  private StoredRun run(String name, RunFixture fixture) throws IOException {
    Path path = folder.resolve(name);
    fixture.document(path).write(path.resolve("run.json"));
    return StoredRun.read(path);
  }
}
