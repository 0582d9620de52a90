package io.github.bertmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.export.TinyModels;
import io.github.bertmark.launch.BenchmarksJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study of a tiny model, with JMH's real forks. */
class StudyCommandTest {
  @TempDir Path folder;

  private Invocation study(String... settings) throws IOException {
    Path models = folder.resolve("models");
    TinyModels.build(models, "tiny");
    String[] arguments = new String[6 + settings.length];
    arguments[0] = "study";
    arguments[1] = "--models=" + models;
    arguments[2] = "--variants=tiny";
    arguments[3] = "--forks=1";
    arguments[4] = "--benchmarks=" + BenchmarksJar.in(folder);
    for (int i = 0; i < settings.length; i++) {
      arguments[5 + i] = "--setting=" + settings[i];
    }
    arguments[arguments.length - 1] = folder.resolve("first").toString();
    return Invocation.with(Map.of("BERTMARK_HOME", folder.resolve("cache").toString()), arguments);
  }

  @Test
  void everySettingHasARowOfWhatItsForksRan() throws IOException {
    Invocation study = study("threads=1", "threads=2,spinning=false,launcher=env A=B");

    assertThat(study.exitCode()).as(study.err()).isZero();
    assertThat(study.out())
        .contains("| Tiny tiny | `threads=1` |", "`threads=2,spinning=false,launcher=env A=B`");
    String document = Files.readString(folder.resolve("first/study.json"));
    assertThat(document)
        .contains("\"intraOpThreads\": 1", "\"intraOpThreads\": 2", "\"spinning\": false");
    assertThat(folder.resolve("first/study.md")).hasContent(study.out().strip());
  }

  @Test
  void whatIsNoSettingIsToldBeforeAnythingIsMade() throws IOException {
    Invocation study = study("threads=1", "spin=false");

    assertThat(study.exitCode()).isEqualTo(2);
    assertThat(study.err()).contains("--setting=spin=false: there is no setting spin");
    assertThat(folder.resolve("first")).doesNotExist();
  }
}
