package io.github.bertmark.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bertmark.InputException;
import io.github.bertmark.choice.Lead;
import io.github.bertmark.comparison.Comparison;
import io.github.bertmark.comparison.Finding;
import io.github.bertmark.comparison.Policy;
import io.github.bertmark.comparison.Verdict;
import io.github.bertmark.gate.Gate;
import io.github.bertmark.gate.QueryTexts;
import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.metric.MadeUpMetrics;
import io.github.bertmark.metric.Metric;
import io.github.bertmark.report.MarkdownComment;
import io.github.bertmark.report.TerminalTable;
import io.github.bertmark.report.format.ExportFile;
import io.github.bertmark.report.format.ExportFormat;
import io.github.bertmark.report.format.Exports;
import io.github.bertmark.run.RunFixture;
import io.github.bertmark.run.RunFixture.Variant;
import io.github.bertmark.run.StoredRun;
import io.github.bertmark.run.VariantResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A metric that is described once appears wherever metrics do, without another line of code. */
class CatalogueTest {
  private static final Variant SLOWER =
      new Variant(
          RunFixture.BERT.id(),
          RunFixture.BERT.displayName(),
          1.4 * RunFixture.BERT.meanMillis(),
          RunFixture.BERT.correct(),
          RunFixture.BERT.modelBytes());

  @TempDir Path folder;
  private StoredRun run;

  @BeforeEach
  void measure() throws IOException {
    run =
        HtmlRuns.write(
            folder.resolve("run"),
            RunFixture.ofReferenceVariants(),
            List.of(RunFixture.BERT, RunFixture.DISTILBERT));
  }

  @ParameterizedTest
  @EnumSource
  void everyFormatHasIt(ExportFormat format) throws IOException {
    String known = text(Exports.of(List.of(format), List.of(run), Catalogue.STANDARD));
    String found = text(Exports.of(List.of(format), List.of(run), MadeUpMetrics.CATALOGUE));
    for (Metric metric : List.of(MadeUpMetrics.WRONG, MadeUpMetrics.TWICE)) {
      String stem = metric.id().substring(0, 3);
      assertThat(known.toLowerCase(Locale.ROOT)).doesNotContain(stem);
      assertThat(found.toLowerCase(Locale.ROOT)).containsPattern(metric.id().replace("-", "[-_ ]"));
    }
    VariantResult variant = run.document().variants().get(0);
    int wrong = variant.accuracy().queries() - variant.accuracy().correct();
    assertThat(found.replace(",", "")).contains(Integer.toString(wrong));
  }

  @Test
  void theTablesHaveIt() throws IOException {
    VariantResult first = run.document().variants().get(0);
    String wrong = MadeUpMetrics.WRONG.figures().get(0).text(first);
    assertThat(MarkdownComment.of(run.document(), Lead.of(run, null), MadeUpMetrics.CATALOGUE))
        .contains("| Wrong answers | Two calls, mean (ms) |")
        .contains(" | " + wrong + " | ");
    assertThat(
            TerminalTable.of(
                run.document(), Lead.of(run.document(), null), MadeUpMetrics.CATALOGUE))
        .contains("Wrong answers: " + first.displayName() + " " + wrong);
  }

  @Test
  void thePagesDataHasIt() throws IOException {
    HtmlRequest request = new HtmlRequest(List.of(run), null, null, null, List.of(), List.of());
    JsonNode data = PageData.of(request, "distilbert", MadeUpMetrics.CATALOGUE);
    assertThat(data.path("figures").findValuesAsText("id"))
        .contains("wrong-answers", "two-calls-mean");
    VariantResult first = run.document().variants().get(0);
    assertThat(
            data.at("/runs/0/figures")
                .path(first.id())
                .path("two-calls-mean")
                .path("value")
                .doubleValue())
        .isEqualTo(2 * first.latency().meanMillis());
  }

  @Test
  void theGateHasAFindingOfIt() throws IOException {
    StoredRun slower =
        HtmlRuns.write(
            folder.resolve("slower"),
            RunFixture.of(SLOWER, RunFixture.DISTILBERT),
            List.of(RunFixture.BERT, RunFixture.DISTILBERT));
    Comparison comparison = gate(Policy.DEFAULT).compare(run, slower);
    Finding time = comparison.finding("bert-baseline", MadeUpMetrics.TWICE).orElseThrow();
    assertThat(time.verdict()).isEqualTo(Verdict.REGRESSED);
    assertThat(time.unit()).isEqualTo("ms");
    assertThat(comparison.finding("bert-baseline", MadeUpMetrics.WRONG).orElseThrow().verdict())
        .isEqualTo(Verdict.NO_CLEAR_CHANGE);
    assertThat(comparison.finding("bert-baseline", Catalogue.LATENCY).orElseThrow().change())
        .isEqualTo(time.change());
  }

  @Test
  void thePolicySetsItsLimitsById() throws IOException {
    StoredRun slower =
        HtmlRuns.write(
            folder.resolve("slower"),
            RunFixture.of(SLOWER, RunFixture.DISTILBERT),
            List.of(RunFixture.BERT, RunFixture.DISTILBERT));
    Path file = folder.resolve("policy.json");
    Files.writeString(file, "{\"metrics\": {\"two-calls\": {\"threshold\": 0.9}}}");
    Comparison comparison = gate(Policy.read(file, MadeUpMetrics.CATALOGUE)).compare(run, slower);
    assertThat(comparison.finding("bert-baseline", MadeUpMetrics.TWICE).orElseThrow().verdict())
        .isEqualTo(Verdict.NO_CLEAR_CHANGE);
    assertThat(comparison.finding("bert-baseline", Catalogue.LATENCY).orElseThrow().verdict())
        .isEqualTo(Verdict.REGRESSED);
    assertThatThrownBy(() -> Policy.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("two-calls; there are latency, ruler, accuracy, size, allocation");
  }

  private static Gate gate(Policy policy) {
    return new Gate(policy, null, List.of(), QueryTexts.NONE, MadeUpMetrics.CATALOGUE);
  }

  private static String text(List<ExportFile> files) {
    return String.join("\n", files.stream().map(ExportFile::text).toList());
  }
}
