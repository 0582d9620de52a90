package io.github.bertmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.Json;
import io.github.bertmark.choice.Lead;
import io.github.bertmark.comparison.Policy;
import io.github.bertmark.gate.Gate;
import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.report.format.ExportFile;
import io.github.bertmark.report.format.ExportFormat;
import io.github.bertmark.report.format.Exports;
import io.github.bertmark.report.picture.TradeoffPicture;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.RunFiles;
import io.github.bertmark.run.RunFixture;
import io.github.bertmark.run.StoredRun;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Names that would steer what shows them: a terminal, a CI system's log, a reader of XML or YAML.
 */
class UnsafeNamesTest {
  private static final String UNSAFE =
      "::error::a\n::warning::b \u001b[2J \u009b31m \u202e c \u0085 \u2028 ##[error] \ufffe \u0000";

  @TempDir Path folder;
  private StoredRun run;

  @BeforeEach
  void measure() throws Exception {
    RunDocument document = RunFixture.ofReferenceVariants().quick().document(folder);
    String json = Json.toText(document);
    String unsafe = Json.toText(UNSAFE).strip();
    RunDocument named =
        Json.read(
            json.replace("\"BERT baseline\"", unsafe)
                .replace("\"bert-baseline\"", unsafe)
                .replaceFirst(
                    "\"cpuModel\": \"[^\"]*\"", "\"cpuModel\": " + unsafe.replace("\\", "\\\\"))
                .getBytes(StandardCharsets.UTF_8),
            RunDocument.class,
            "run",
            "-");
    assertThat(named.variants().get(0).displayName()).isEqualTo(UNSAFE);
    run = new StoredRun(new RunFiles(folder).path(), named);
  }

  @Test
  void terminalsAndLogsSeeNoCommand() throws Exception {
    assertTame(TerminalTable.of(run.document(), Lead.of(run.document(), null)));
    assertTame(ComparisonTable.of(new Gate(Policy.DEFAULT).compare(run, run)));
    assertTame(ComparisonMarkdown.of(new Gate(Policy.DEFAULT).compare(run, run)));
    assertTame(export(ExportFormat.MARKDOWN));
  }

  @Test
  void theSvgIsWellFormed() throws Exception {
    ByteArrayOutputStream svg = new ByteArrayOutputStream();
    TradeoffPicture.of(run.document(), Lead.of(run.document(), null), false).writeSvg(svg);
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.toByteArray()));
  }

  @Test
  void theYamlParses() throws Exception {
    Object yaml =
        new Load(LoadSettings.builder().build()).loadFromString(export(ExportFormat.OTAVA));
    assertThat(yaml.toString()).contains("bertmark." + UNSAFE);
  }

  private String export(ExportFormat format) throws Exception {
    List<ExportFile> files = Exports.of(List.of(format), List.of(run), Catalogue.STANDARD);
    return files.get(0).text();
  }

  private static void assertTame(String text) {
    assertThat(text).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\n]]");
    assertThat(text).doesNotContain("##[").doesNotContainPattern("(?m)^\\s*::");
  }
}
