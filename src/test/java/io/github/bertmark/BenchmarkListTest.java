package io.github.bertmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Without JMH's annotation processor the build succeeds and the list of benchmarks is empty. */
class BenchmarkListTest {
  @Test
  void holdsTheBenchmarks() {
    Set<BenchmarkListEntry> benchmarks =
        BenchmarkList.defaultList()
            .getAll(
                OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT),
                List.of());

    assertThat(benchmarks)
        .extracting(BenchmarkListEntry::getUsername)
        .containsExactlyInAnyOrder(
            "io.github.bertmark.jmh.ClassifyBenchmark.classify",
            "io.github.bertmark.jmh.LimitBenchmark.multiply",
            "io.github.bertmark.jmh.LimitBenchmark.read",
            "io.github.bertmark.jmh.PeerBenchmark.round",
            "io.github.bertmark.jmh.PeerBenchmark.djlRound",
            "io.github.bertmark.jmh.StageBenchmark.bareRun",
            "io.github.bertmark.jmh.StageBenchmark.classify",
            "io.github.bertmark.jmh.StageBenchmark.infer",
            "io.github.bertmark.jmh.StageBenchmark.label",
            "io.github.bertmark.jmh.StageBenchmark.tokenise",
            "io.github.bertmark.jmh.TrafficBenchmark.pass");
  }
}
