package io.github.bertmark.scenario.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bertmark.run.Latency;
import io.github.bertmark.run.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class PairedCallsTest {
  /** A machine whose pace wanders by half from round to round, while the pairs hardly differ. */
  @Test
  void theTimesBesideARatioAreThoseThatItIsOf() {
    SplittableRandom random = new SplittableRandom(13);
    List<List<Double>> own = new ArrayList<>();
    List<List<Double>> other = new ArrayList<>();
    for (int fork = 0; fork < 5; fork++) {
      double[] pace = random.doubles(40, 6, 9).toArray();
      own.add(DoubleStream.of(pace).map(ms -> 1.02 * ms).boxed().toList());
      other.add(
          DoubleStream.of(pace).map(ms -> ms * random.nextDouble(0.99, 1.01)).boxed().toList());
    }
    Peer peer = Peer.of("bare-run", Latency.of(other), Latency.of(own));

    assertThat(peer.classifyOver()).isEqualTo(1.02, within(0.005));
    double ofMedians =
        Objects.requireNonNull(peer.classify()).medianMillis() / peer.latency().medianMillis();
    assertThat(ofMedians).isEqualTo(peer.classifyOver(), within(0.02));
    assertThat(Objects.requireNonNull(peer.classifyOverInterval95()).contains(1.02)).isTrue();
    assertThat(peer.classifyOverInterval95().lower()).isGreaterThan(1);
  }

  @Test
  void ofOneForkNoIntervalBearsTheRatio() {
    Latency times = Latency.of(List.of(List.of(1.0, 2.0)));
    assertThat(Peer.of("bare-run", times, times).classifyOverInterval95()).isNull();
  }
}
