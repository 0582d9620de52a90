package io.github.bertmark.scenario.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.report.Runs;
import io.github.bertmark.run.Bound;
import io.github.bertmark.run.Peer;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.VariantResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownLimitsTest {
  @Test
  void tellsHowFarEachVariantIsFromTheLimit() {
    RunDocument run = Runs.REFERENCE;
    VariantResult first = run.variants().get(0);
    VariantResult second = run.variants().get(1);
    Bound far = new Bound(10 << 20, 1_870_000_000, 1.25, 2.5, 2.5, 3.456, "70 % is <waiting>.");
    Peer peer = Peer.of("djl-predictor", first.latency(), second.latency());

    String text =
        MarkdownLimits.of(
            with(run, List.of(with(first, far, null), with(second, null, List.of(peer)))));

    assertThat(text)
        .startsWith("## How far from the limit\n\n")
        .contains("| BERT baseline | 10.0 | 1.87 | 1.25 | 2.50 | 3.46 |\n")
        .doesNotContain("DistilBERT")
        .contains("* BERT baseline, beyond twice its bound: 70 % is &lt;waiting");
  }

  @Test
  void isLeftOutIfNothingWasMeasured() {
    assertThat(MarkdownLimits.of(Runs.QUICK)).isEmpty();
  }

  private static VariantResult with(VariantResult variant, Bound bound, List<Peer> peers) {
    return new VariantResult(
        variant.id(),
        variant.displayName(),
        variant.parent(),
        variant.found(),
        variant.model(),
        variant.settings(),
        variant.latency(),
        variant.stages(),
        variant.callAllocation(),
        variant.graph(),
        bound,
        peers,
        variant.scenarios(),
        variant.accuracy(),
        variant.audit(),
        variant.predictions());
  }

  private static RunDocument with(RunDocument run, List<VariantResult> variants) {
    return new RunDocument(
        run.schema(),
        run.schemaVersion(),
        run.id(),
        run.createdAt(),
        run.bertmarkVersion(),
        run.gitCommit(),
        run.command(),
        run.protocol(),
        run.environment(),
        run.jvm(),
        run.dataset(),
        run.quick(),
        run.limits(),
        run.pace(),
        variants,
        run.leftOut(),
        run.jmhSha256(),
        run.sha256());
  }
}
