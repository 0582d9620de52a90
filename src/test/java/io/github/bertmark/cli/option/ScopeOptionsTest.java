package io.github.bertmark.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.evaluate.QuickLook;
import io.github.bertmark.scenario.list.Scenarios;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ScopeOptionsTest {
  @Test
  void aQuickLookIsOfTheLatencyAloneUnlessMoreIsNamed() {
    assertThat(of("--quick").scenarios()).containsExactly(Scenarios.LATENCY);
    assertThat(of("--quick").defaultForks()).isEqualTo(2);

    ScopeOptions more = of("--quick=true", "--scenarios=stages,latency");
    assertThat(Scenarios.ids(more.scenarios())).isEqualTo("latency,stages");
    assertThat(more.quick()).isEqualTo(QuickLook.USUAL);
  }

  @Test
  void aWholeRunIsOfTheDefaultSetWhichHasAWordOfItsOwn() {
    for (ScopeOptions whole :
        new ScopeOptions[] {of(), of("--quick=false"), of("--scenarios=default")}) {
      assertThat(whole.scenarios()).isEqualTo(Scenarios.DEFAULT);
      assertThat(whole.defaultForks()).isEqualTo(5);
      assertThat(whole.quick()).isNull();
    }
  }

  private static ScopeOptions of(String... options) {
    return CommandLine.populateCommand(new ScopeOptions(), options);
  }
}
