package io.github.bertmark.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.ChildJvm;
import io.github.bertmark.export.TinyModels;
import io.github.bertmark.model.ModelFolder;
import io.github.bertmark.model.NumericForm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmUpTest {
  @TempDir Path models;

  @Test
  void theFirstQueryFindsTheCodeAroundTheModelCompiled() throws IOException, InterruptedException {
    TinyModels.build(models, "tiny", "distilbert", TinyModels.LABELS, NumericForm.FLOAT32);
    Process opening =
        new ProcessBuilder(
                ChildJvm.command(
                    "-Xbatch", "-XX:+PrintCompilation", Opening.class.getName(), models.toString()))
            .redirectErrorStream(true)
            .start();
    String output = new String(opening.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(opening.waitFor()).as(output).isZero();
    assertThat(output)
        .contains(
            "WorkspacePool::lend",
            "UnicodeText::wellFormed",
            "QueryTokenizer::tokenize",
            "Workspace::load",
            "LabelStage::label",
            "WorkspacePool::giveBack");
  }

  /** Opens a classifier and asks it nothing. */
  static final class Opening {
    private Opening() {}

    public static void main(String[] models) {
      Classifier.open(
              ModelFolder.at(Path.of(models[0])).variant("tiny"), SessionSettings.ofThreads(1))
          .close();
    }
  }
}
