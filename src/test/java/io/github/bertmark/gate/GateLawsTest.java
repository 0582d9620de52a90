package io.github.bertmark.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bertmark.comparison.Comparison;
import io.github.bertmark.comparison.Finding;
import io.github.bertmark.comparison.JointVerdict;
import io.github.bertmark.comparison.Outcome;
import io.github.bertmark.comparison.Policy;
import io.github.bertmark.comparison.VariantVerdict;
import io.github.bertmark.comparison.Verdict;
import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.metric.Direction;
import io.github.bertmark.metric.Metric;
import io.github.bertmark.run.StoredRun;
import io.github.bertmark.statistics.Interval;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every comparison, whatever the runs. */
class GateLawsTest extends StoredRuns {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 10, 20})
  void aRunComparedWithItselfNeverRegresses(int forks) throws IOException {
    StoredRun run = withAllocation(reference(forks, forks), 1);

    Comparison comparison = compare(run, run);

    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.findings())
        .hasSize(8)
        .allSatisfy(
            finding -> {
              assertThat(finding.verdict()).isIn(Verdict.NO_CLEAR_CHANGE, Verdict.INCONCLUSIVE);
              assertThat(finding.change())
                  .isEqualTo(finding.metric() == Catalogue.ACCURACY ? 0 : 1);
            });
    assertThat(comparison.exitCode()).isZero();
    assertThat(comparison.notes()).contains("Both sides are the same run.");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void swappingTheRunsMirrorsTheVerdicts(long seed) throws IOException {
    StoredRun base = withAllocation(reference(seed, 4), 1);
    StoredRun candidate = withAllocation(random(seed), new Random(seed).nextDouble(0.9, 1.1));

    Comparison forth = compare(base, candidate);
    Comparison back = compare(candidate, base);

    assertThat(back.findings()).hasSameSizeAs(forth.findings());
    for (int i = 0; i < forth.findings().size(); i++) {
      Finding there = forth.findings().get(i);
      Finding here = back.findings().get(i);
      assertThat(here.metric()).isEqualTo(there.metric());
      assertThat(here.verdict()).as(there.sentence()).isEqualTo(mirrored(there.verdict()));
      assertThat(here.base()).isEqualTo(there.candidate());
      double mirrored = there.metric() == Catalogue.ACCURACY ? -there.change() : 1 / there.change();
      assertThat(here.change()).isCloseTo(mirrored, within(1e-12));
      if (there.metric() == Catalogue.LATENCY) {
        assertThat(here.interval().lower()).isCloseTo(1 / there.interval().upper(), within(1e-12));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void swappingTheRunsMirrorsTheProportionToTheRuler(long seed) throws IOException {
    Gate gate = new Gate(PolicyTest.with("latencyBasis", "ruler"));
    StoredRun base = reference(seed, 4);
    // From clearly faster to clearly slower.
    StoredRun candidate = changed(seed + 50, 6, 8.6 * (0.5 + 0.18 * seed), 4_841, 268_321_000);

    Finding forth =
        gate.compare(base, candidate).finding("distilbert", Catalogue.RULER).orElseThrow();
    Finding back =
        gate.compare(candidate, base).finding("distilbert", Catalogue.RULER).orElseThrow();

    assertThat(back.verdict()).as(forth.sentence()).isEqualTo(mirrored(forth.verdict()));
    assertThat(back.forksToDecide()).isEqualTo(forth.forksToDecide());
    assertThat(back.change()).isCloseTo(1 / forth.change(), within(1e-12));
    assertThat(back.interval().lower()).isCloseTo(1 / forth.interval().upper(), within(1e-12));
    assertThat(back.interval().upper()).isCloseTo(1 / forth.interval().lower(), within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theSameForksTwiceNeverWidenAnInterval(long seed) throws IOException {
    StoredRun base = reference(seed, 4);
    StoredRun candidate = random(seed);

    for (String basis : List.of("absolute", "ruler")) {
      Gate gate = new Gate(PolicyTest.with("latencyBasis", basis));
      Metric metric = basis.equals("ruler") ? Catalogue.RULER : Catalogue.LATENCY;
      Finding once = gate.compare(base, candidate).finding("distilbert", metric).orElseThrow();
      Finding twice =
          gate.compare(doubled(base), doubled(candidate))
              .finding("distilbert", metric)
              .orElseThrow();
      assertThat(twice.change()).isCloseTo(once.change(), within(1e-12));
      assertThat(twice.interval().lower()).isGreaterThan(once.interval().lower());
      assertThat(twice.interval().upper()).isLessThan(once.interval().upper());
    }
  }

  private static StoredRun doubled(StoredRun run) throws IOException {
    return withEachVariant(
        run,
        variant -> {
          ArrayNode forks = (ArrayNode) variant.get("latency").get("forkTimesMillis");
          forks.addAll(forks.deepCopy());
        });
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theOrderOfForksCallsAndVariantsDoesNotMatter(long seed) throws IOException {
    StoredRun base = reference(seed, 4);
    StoredRun candidate = random(seed);
    StoredRun shuffled = edited(candidate, run -> shuffle(run, new Random(seed)));

    assertThat(compare(base, shuffled).findings()).isEqualTo(compare(base, candidate).findings());
    assertThat(compare(shuffled, base).findings())
        .containsExactlyInAnyOrderElementsOf(compare(candidate, base).findings());
    Policy ruler = PolicyTest.with("latencyBasis", "ruler");
    assertThat(new Gate(ruler).compare(base, shuffled))
        .isEqualTo(new Gate(ruler).compare(base, candidate));
  }

  @Test
  void aFallOfWhatIsBetterHighAndARiseOfWhatIsBetterLowByTheSameFactorAreTheSame() {
    Random random = new Random(4);
    for (int i = 0; i < 10_000; i++) {
      double factor = Math.exp(random.nextGaussian() * 0.1);
      double width = 1 + Math.abs(random.nextGaussian()) * 0.05;
      double threshold = random.nextDouble(0.2);
      Verdict ofLatency =
          RatioVerdict.of(
              Direction.LOWER_IS_BETTER, new Interval(factor / width, factor * width), threshold);
      Verdict ofThroughput =
          RatioVerdict.of(
              Direction.HIGHER_IS_BETTER,
              new Interval(1 / (factor * width), 1 / (factor / width)),
              threshold);
      assertThat(ofThroughput).isEqualTo(ofLatency);
      assertThat(
              RatioVerdict.of(
                  Direction.HIGHER_IS_BETTER,
                  new Interval(factor / width, factor * width),
                  threshold))
          .isEqualTo(mirrored(ofLatency));
    }
  }

  @Test
  void fasterButLessAccurateStillFails() throws IOException {
    Comparison comparison = compare(reference(1, 10), changed(2, 10, 4.3, 4_841 - 60, 268_321_000));

    assertThat(verdict(comparison, "distilbert", Catalogue.LATENCY)).isEqualTo(Verdict.IMPROVED);
    assertThat(verdict(comparison, "distilbert", Catalogue.ACCURACY)).isEqualTo(Verdict.REGRESSED);
    assertThat(comparison.verdicts())
        .extracting(VariantVerdict::verdict)
        .containsExactly(JointVerdict.SAME, JointVerdict.TRADE_OFF);
    assertThat(comparison.outcome()).isEqualTo(Outcome.REGRESSION);
    assertThat(comparison.exitCode()).isEqualTo(3);
  }

  private StoredRun random(long seed) throws IOException {
    Random random = new Random(seed);
    return changed(
        seed + 100,
        2 + random.nextInt(4),
        8.6 * random.nextDouble(0.85, 1.15),
        4_841 + random.nextInt(-60, 60),
        268_321_000L + random.nextInt(-4_000_000, 4_000_000));
  }

  private static void shuffle(ObjectNode run, Random random) {
    ArrayNode variants = (ArrayNode) run.get("variants");
    for (JsonNode variant : variants) {
      ArrayNode forks = (ArrayNode) variant.get("latency").get("forkTimesMillis");
      forks.forEach(calls -> shuffle((ArrayNode) calls, random));
      shuffle(forks, random);
    }
    shuffle(variants, random);
  }

  private static void shuffle(ArrayNode array, Random random) {
    List<JsonNode> elements = new ArrayList<>();
    array.forEach(elements::add);
    Collections.shuffle(elements, random);
    array.removeAll().addAll(elements);
  }

  private static StoredRun withAllocation(StoredRun run, double factor) throws IOException {
    return withEachVariant(
        run,
        variant -> {
          ObjectNode allocation = variant.putObject("callAllocation");
          allocation.put("bytesPerCall", 5_000 * factor);
          allocation.putArray("forkBytesPerCall").add(4_999 * factor).add(5_001 * factor);
        });
  }

  private static StoredRun withEachVariant(StoredRun run, Consumer<ObjectNode> edit)
      throws IOException {
    return edited(
        run, tree -> tree.get("variants").forEach(variant -> edit.accept((ObjectNode) variant)));
  }

  private static Verdict mirrored(Verdict verdict) {
    return switch (verdict) {
      case IMPROVED -> Verdict.REGRESSED;
      case REGRESSED -> Verdict.IMPROVED;
      default -> verdict;
    };
  }
}
