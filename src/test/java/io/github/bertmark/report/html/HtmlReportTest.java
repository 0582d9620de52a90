package io.github.bertmark.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bertmark.InputException;
import io.github.bertmark.comparison.Comparison;
import io.github.bertmark.comparison.Finding;
import io.github.bertmark.comparison.Policy;
import io.github.bertmark.comparison.Verdict;
import io.github.bertmark.gate.Gate;
import io.github.bertmark.run.RunFixture;
import io.github.bertmark.run.RunFixture.Variant;
import io.github.bertmark.run.StoredRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
  @TempDir Path folder;

  @Test
  void isOneFileThatLoadsNothingAndAllowsNoOtherScript() throws IOException {
    String html = page(HtmlRuns.four(folder.resolve("run")));

    assertThat(html.length()).isLessThan(2_000_000);
    assertThat(html).contains("default-src &#39;none&#39;", "Apache License");
    String markup =
        Pattern.compile("(?s)(<script[^>]*>).*?</script>").matcher(html).replaceAll("$1");
    assertThat(markup).doesNotContainPattern("<(link|img|iframe|object|script[^>]* src)");
    assertThat(Pattern.compile("<script").matcher(markup).results().count()).isEqualTo(3);
  }

  @Test
  void namesAreTextWhateverTheyHold() throws IOException {
    String html = page(HtmlRuns.four(folder.resolve("run")));

    assertThat(html).doesNotContain(HtmlRuns.HOSTILE);
    assertThat(data(html).at("/runs/0/document/variants/1/displayName").asText())
        .isEqualTo(HtmlRuns.INT8.displayName());
  }

  @Test
  void holdsNoRawTimesButThoseOfWholeCalls() throws IOException {
    JsonNode variant =
        data(page(HtmlRuns.four(folder.resolve("run")))).at("/runs/0/document/variants/0");

    assertThat(variant.at("/latency/forkTimesMillis")).hasSize(5);
    assertThat(variant.at("/stages/infer/medianMillis").isNumber()).isTrue();
    assertThat(variant.at("/stages/infer").has("forkTimesMillis")).isFalse();
  }

  @Test
  void holdsNoPercentileThatTheCallsDoNotBound() throws IOException {
    List<Variant> bert = List.of(RunFixture.BERT);
    String quick =
        page(HtmlRuns.write(folder.resolve("quick"), RunFixture.of(RunFixture.BERT).quick(), bert));
    assertThat(quick).contains("<td class=\"number\">–</td>", "p90 takes 64, p95 130 and p99 662");
    assertThat(data(quick).at("/runs/0/draws/bert-baseline").has("mean")).isTrue();
    assertThat(data(quick).at("/runs/0/draws/bert-baseline").has("p95")).isFalse();
    assertThat(data(quick).at("/runs/0/document/variants/0/latency/p95Millis").isNull()).isTrue();

    StoredRun many =
        HtmlRuns.write(folder.resolve("many"), RunFixture.of(RunFixture.BERT).withForks(7), bert);
    assertThat(page(many)).doesNotContain("<td class=\"number\">–</td>", "p90 takes 64");
    assertThat(data(page(many)).at("/runs/0/draws/bert-baseline").has("p99")).isTrue();
  }

  @Test
  void saysLoudlyThatOnlyTheSampleWasUsed() throws IOException {
    Path run = folder.resolve("run");
    StoredRun sample =
        HtmlRuns.write(
            run,
            RunFixture.ofReferenceVariants().quick().onBuiltInSample(),
            List.of(RunFixture.BERT, RunFixture.DISTILBERT));

    assertThat(page(sample)).contains("class=\"banner\"", "not CLINC150");
    assertThat(page(HtmlRuns.four(folder.resolve("other")))).doesNotContain("not CLINC150");
  }

  @Test
  void twoRunsComeWithTheFindingsAndManyWithTheirHistory() throws IOException {
    StoredRun base = HtmlRuns.four(folder.resolve("base"));
    StoredRun candidate =
        HtmlRuns.write(
            folder.resolve("candidate"),
            RunFixture.of(RunFixture.DISTILBERT),
            List.of(RunFixture.DISTILBERT));
    Path file = folder.resolve("comparison.html");
    HtmlReport.write(file, HtmlRuns.request(base, candidate));

    JsonNode two = data(Files.readString(file));
    assertThat(two.path("runs")).hasSize(2);
    assertThat(two.at("/comparison/findings")).isNotEmpty();

    HtmlReport.write(file, HtmlRuns.request(base, base, candidate));
    JsonNode many = data(Files.readString(file));
    assertThat(many.path("runs")).hasSize(1);
    assertThat(many.at("/history/runs")).hasSize(3);
    assertThat(many.at("/history/changes").toString()).contains("no longer measured");
  }

  @Test
  void theHistoryCallsChangedWhatTheGateDoes() throws IOException {
    List<StoredRun> runs = new ArrayList<>();
    // A percent is beyond both runs' intervals, but not beyond the gate's threshold.
    double[] millis = {17.1, 17.1, 17.28, 21, 21, 14};
    for (int i = 0; i < millis.length; i++) {
      Variant bert = new Variant("bert", "BERT", millis[i], i < 4 ? 4_890 : 4_600, 438_000_000);
      runs.add(
          HtmlRuns.write(
              folder.resolve("run-" + i), RunFixture.of(bert).withSeed(i + 1), List.of(bert)));
    }
    Path file = folder.resolve("history.html");
    HtmlReport.write(file, HtmlRuns.request(runs.toArray(StoredRun[]::new)));

    Map<Integer, String> texts = new TreeMap<>();
    data(Files.readString(file))
        .at("/history/changes")
        .forEach(change -> texts.put(change.path("run").asInt(), change.path("text").asText()));
    assertThat(texts).containsOnlyKeys(3, 4, 5);
    assertThat(texts.get(3)).startsWith("latency regressed: mean of the forks' medians ");
    assertThat(texts.get(4)).startsWith("accuracy regressed: 88.91 % -> 83.64 %");
    assertThat(texts.get(5)).startsWith("latency improved: mean of the forks' medians ");
    Comparison slower = new Gate(Policy.DEFAULT).compare(runs.get(2), runs.get(3));
    for (Finding finding : slower.findings()) {
      boolean changed = finding.verdict() == Verdict.REGRESSED;
      assertThat(texts.get(3).contains(finding.sentence())).isEqualTo(changed);
    }
  }

  @Test
  void doesWithoutPredictionsThatAreNotThere() throws IOException {
    StoredRun run = HtmlRuns.four(folder.resolve("run"));
    Files.move(folder.resolve("run/predictions"), folder.resolve("elsewhere"));

    assertThat(data(page(run)).at("/runs/0/predictions").isNull()).isTrue();
  }

  @Test
  void refusesPredictionsOfAnotherRunAndWritesNothing() throws IOException {
    StoredRun run = HtmlRuns.four(folder.resolve("run"));
    Path predictions = folder.resolve("run/predictions/distilbert.csv");
    Files.writeString(predictions, "index,expected,predicted,score\n0,balance,oos,0.5\n");
    Path file = folder.resolve("report.html");

    assertThatThrownBy(() -> HtmlReport.write(file, HtmlRuns.request(run)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("distilbert.csv")
        .hasMessageNotContaining("\n");
    assertThat(file).doesNotExist();
  }

  private String page(StoredRun run) throws IOException {
    Path file = folder.resolve("report.html");
    HtmlReport.write(file, HtmlRuns.request(run));
    return Files.readString(file);
  }

  private static JsonNode data(String html) throws IOException {
    Matcher data = Pattern.compile("id=\"data\">(.*?)</script>").matcher(html);
    assertThat(data.find()).isTrue();
    return new ObjectMapper().readTree(data.group(1));
  }
}
