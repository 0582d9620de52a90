package io.github.bertmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The commands that files for users name are commands that there are. */
class WorkflowTest {
  private static final Path WORKFLOW = Path.of("docs/github-actions/bertmark-pr.yml");
  private static final Pattern CALL =
      Pattern.compile("java -jar \\S*bertmark\\.jar\\s+([a-z]+)((?:[^\\n]|\\\\\\n)*)");
  private static final Pattern OPTION = Pattern.compile("(?<=\\s)--[a-z][a-z-]*");

  @Test
  void theWorkflowIsWhatGitHubExpects() throws IOException {
    JsonNode workflow = new YAMLMapper().readTree(WORKFLOW.toFile());

    // YAML 1.1 takes the key "on" for true; GitHub does not.
    assertThat(workflow.has("on") || workflow.has("true")).isTrue();
    JsonNode job = workflow.path("jobs").path("ab");
    assertThat(job.path("runs-on").asText()).isNotBlank();
    assertThat(workflow.path("permissions").path("contents").asText()).isEqualTo("read");
    List<JsonNode> steps = new ArrayList<>();
    job.path("steps").forEach(steps::add);
    assertThat(steps).allMatch(step -> step.has("uses") != step.has("run"));
    assertThat(steps)
        .filteredOn(step -> step.has("uses"))
        .allMatch(step -> step.path("uses").asText().matches("actions/[a-z-]+@v\\d+"));
    assertThat(scripts(steps))
        .contains("GITHUB_STEP_SUMMARY", "bertmark.jar ab --base=base --candidate=candidate")
        // The merge's own base, for which its parents have to be fetched.
        .contains("git -C candidate worktree add --detach ../base HEAD^1");
    assertThat(steps)
        .filteredOn(step -> step.path("uses").asText().startsWith("actions/checkout"))
        .singleElement()
        .satisfies(step -> assertThat(step.path("with").path("fetch-depth").asInt()).isEqualTo(2));
    assertThat(steps)
        .filteredOn(step -> step.path("uses").asText().startsWith("actions/upload-artifact"))
        .singleElement()
        .satisfies(step -> assertThat(step.path("if").asText()).isEqualTo("always()"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "docs/github-actions/bertmark-pr.yml",
        "results/ab-trials/trials.sh",
        "README.md",
        "docs/running.md",
        "docs/formats.md",
        "docs/gate.md",
        "docs/data.md"
      })
  void everyCommandAndOptionExists(String file) throws IOException {
    Map<String, CommandLine> commands = Main.commandLine(Map.of(), false).getSubcommands();
    Matcher calls = CALL.matcher(Files.readString(Path.of(file)));
    int found = 0;
    while (calls.find()) {
      assertThat(commands).containsKey(calls.group(1));
      CommandLine command = commands.get(calls.group(1));
      Stream<String> options = OPTION.matcher(calls.group(2)).results().map(m -> m.group());
      assertThat(options)
          .as(calls.group())
          .allSatisfy(
              option -> assertThat(command.getCommandSpec().findOption(option)).isNotNull());
      found++;
    }
    assertThat(found).isPositive();
  }

  private static String scripts(List<JsonNode> steps) {
    return String.join("\n", steps.stream().map(step -> step.path("run").asText()).toList());
  }
}
