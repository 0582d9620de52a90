package io.github.bertmark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"", "--help", "variants --help"})
  void helpGoesToTheOutputStream(String arguments) {
    Invocation help = Invocation.of(arguments.isEmpty() ? new String[0] : arguments.split(" "));

    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).startsWith("Usage: bertmark");
    assertThat(help.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"variants --no-such-option", "no-such-command", "variants extra"})
  void wrongUsageIsOneLineAndCode2(String arguments) {
    Invocation wrong = Invocation.of(arguments.split(" "));

    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.out()).isEmpty();
    assertThat(wrong.err()).startsWith("bertmark: ").contains("--help").hasLineCount(1);
  }

  @Test
  void aCommandThatThereIsNotIsNamedWithThoseThereAre() {
    Invocation wrong = Invocation.of("reprot");

    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err())
        .startsWith("bertmark: reprot: there is no such command, but run, report");
  }

  @Test
  void everyCommandIsInAGroupOfTheHelp() {
    assertThat(Invocation.of("--help").out())
        .contains("Start here:", "The steps of a run, one by one:", "Maintaining:")
        .doesNotContain("Others:");
  }

  @Test
  void everyCommandHasAnExampleThatItTakes() {
    CommandLine bertmark = Main.commandLine(Map.of(), false);
    bertmark
        .getSubcommands()
        .forEach(
            (name, command) ->
                assertThat(command.getCommandSpec().usageMessage().footer())
                    .as(name)
                    .isNotEmpty()
                    .allSatisfy(
                        example -> {
                          assertThat(example).startsWith("  bertmark " + name);
                          Main.commandLine(Map.of(), false)
                              .parseArgs(example.substring("  bertmark ".length()).split(" "));
                        }));
  }

  @Test
  void inputThatCannotBeUsedIsOneLineAndCode2() {
    Path missing = folder.resolve("missing");
    Invocation wrong = Invocation.of("variants", "--models", missing.toString());

    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.out()).isEmpty();
    assertThat(wrong.err()).contains(missing.toString(), "; ").hasLineCount(1);
  }

  @Test
  void anEmptyOptionCountsAsNotGiven() throws IOException {
    describe("unbuilt");

    Invocation variants = Invocation.of("variants", "--models=", "--models=" + folder);

    assertThat(variants.err()).isEmpty();
    assertThat(variants.out()).contains("unbuilt");
  }

  @Test
  void theStackTraceIsShownWhenAskedFor() {
    Invocation wrong =
        Invocation.of("variants", "--stacktrace", "--models", folder.resolve("missing").toString());

    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("\tat io.github.bertmark.model.ModelFolder");
  }

  @Test
  void variantsTellsWhatIsBuiltAndWhatIsNot() throws IOException {
    describe("ready");
    // The field ir_version alone.
    Files.write(folder.resolve("ready/model.onnx"), new byte[] {8, 7});
    Files.writeString(folder.resolve("ready/tokenizer.json"), "{}");
    describe("damaged");
    Files.writeString(folder.resolve("damaged/model.onnx"), "");
    Files.writeString(folder.resolve("damaged/tokenizer.json"), "{}");
    describe("unbuilt");

    Invocation variants = Invocation.of("variants", "--models", folder.toString());

    assertThat(variants.exitCode()).isEqualTo(2);
    assertThat(variants.err().lines())
        .as("at once, and again at the end")
        .filteredOn(line -> line.contains("damaged: " + folder.resolve("damaged/model.onnx")))
        .hasSize(2);
    assertThat(variants.out().lines())
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("ready", "The ready one", " built", "0.00")
                    .contains("c3aefc14ee1131201d705d4da641e4729e40fcd15a0d80015a9deba1164959f9"))
        .anySatisfy(line -> assertThat(line).contains("damaged", "unfit"))
        .anySatisfy(line -> assertThat(line).contains("unbuilt", "not built"));
  }

  @Test
  void lostOutputIsAFailure() {
    var err = new StringWriter();
    Writer full =
        new Writer() {
          @Override
          public void write(char[] text, int offset, int length) throws IOException {
            throw new IOException("No space left on device");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    CommandLine bertmark =
        Main.commandLine(Map.of(), false)
            .setOut(new PrintWriter(full, true))
            .setErr(new PrintWriter(err, true));

    assertThat(Main.execute(bertmark, "--help")).isEqualTo(2);
    assertThat(err.toString()).contains("standard output: cannot be written").hasLineCount(1);
  }

  private void describe(String id) throws IOException {
    Path variant = Files.createDirectory(folder.resolve(id));
    Files.writeString(
        variant.resolve("variant.json"),
        """
        {"id": "%s", "displayName": "The %s one", "labels": ["a", "b"], "maximumLength": 512}
        """
            .formatted(id, id));
  }

  @Test
  void trainingWithoutAnEngineNamesTheProfileThatHasOne() {
    assumeThat(Engine.hasEngine("PyTorch")).as("under -Ptrain there is one").isFalse();
    Invocation wrong = Invocation.of("train");

    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("-Ptrain").hasLineCount(1);
  }
}
