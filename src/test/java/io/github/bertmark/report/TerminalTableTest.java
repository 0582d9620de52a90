package io.github.bertmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.choice.Headline;
import io.github.bertmark.choice.Lead;
import io.github.bertmark.run.RunDocument;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalTableTest {
  @Test
  void leadsWithTheResult() {
    String text = TerminalTable.of(Runs.REFERENCE, Lead.of(Runs.REFERENCE, null));
    String[] lines = text.split("\n", -1);
    assertThat(lines[0] + " " + lines[1])
        .isEqualTo(Headline.of(Runs.REFERENCE, Runs.REFERENCE.variants().get(1)));
    assertThat(text)
        .contains("| BERT baseline * | 418.2 |", "|  88.91 | 88.1-89.7 |", "| 1.00x |")
        .endsWith(
            "+\n* no other variant is as fast, as accurate and as small. Speed: over BERT baseline, of means.\n");
  }

  @Test
  void aPercentileThatTheCallsDoNotBoundIsAbsent() {
    assertThat(TerminalTable.of(Runs.QUICK, Lead.of(Runs.QUICK, null)))
        .containsPattern("\\| 1\\.00x \\| +- \\|");
    assertThat(TerminalTable.of(Runs.REFERENCE, Lead.of(Runs.REFERENCE, null)))
        .containsPattern("\\| 1\\.00x \\| +[0-9.]+ \\|");
  }

  @Test
  void noLineIsLongerThanAHundredColumns() {
    for (RunDocument run :
        List.of(Runs.REFERENCE, Runs.ALONE, Runs.SIX, Runs.TWELVE, Runs.SAMPLE, Runs.HOSTILE)) {
      assertThat(TerminalTable.of(run, Lead.of(run, null)).split("\n", -1))
          .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }
  }

  @Test
  void theBuiltInSampleIsNamedLoudly() {
    assertThat(TerminalTable.of(Runs.SAMPLE, Lead.of(Runs.SAMPLE, null)))
        .contains("BUILT-IN SAMPLE, NOT CLINC150");
    assertThat(TerminalTable.of(Runs.REFERENCE, Lead.of(Runs.REFERENCE, null)))
        .doesNotContain("SAMPLE");
  }
}
