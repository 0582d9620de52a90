package io.github.bertmark.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.model.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingRecordTest {
  private static final TrainingRecipe RECIPE =
      new TrainingRecipe(1, 4, 8, 0.001, 3, 32, 0.06, 0.01, 1, 0.1, null, null);

  @TempDir Path folder;

  @Test
  void theBestEpochHasTheHighestValidationAccuracyAndIsTheEarliestOfEquals() {
    assertThat(record(RECIPE, 0.5, 0.9, 0.9, 0.8).best().number()).isEqualTo(2);
  }

  @Test
  void anUnfinishedRunGoesOn() throws IOException {
    TrainingRecord stored = record(RECIPE, 0.5);
    Json.write(folder.resolve(TrainingRecord.FILE_NAME), stored);
    assertThat(new TrainingState(folder).unfinished(record(RECIPE))).isEqualTo(stored);
  }

  @Test
  void aRunOfAnotherRecipeIsNotMixedIn() throws IOException {
    Json.write(folder.resolve(TrainingRecord.FILE_NAME), record(RECIPE, 0.5));
    TrainingRecipe other =
        new TrainingRecipe(2, 4, 8, 0.001, 3, 32, 0.06, 0.01, 1, 0.1, null, null);
    assertThatThrownBy(() -> new TrainingState(folder).unfinished(record(other)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("delete the folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bert-baseline", "distilbert", "minilm"})
  void theReferenceRecipesAreValid(String id) throws IOException {
    Path file = Path.of("models", id, TrainingRecipe.FILE_NAME);
    TrainingRecipe recipe = Json.read(file, TrainingRecipe.class, "restore it");
    recipe.check(file);
    if (recipe.distillation() != null) {
      assertThat(ModelFolder.at(Path.of("models")).variant(recipe.distillation().teacher()))
          .isNotNull();
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0.1, rank", "4, 1.0, dropout", "4, -0.1, dropout"})
  void anImpossibleRecipeIsNamed(int rank, double dropout, String culprit) throws IOException {
    Path file = Files.createFile(folder.resolve(TrainingRecipe.FILE_NAME));
    TrainingRecipe recipe =
        new TrainingRecipe(1, rank, 8, 0.001, 3, 32, 0.06, 0.01, 1, dropout, null, null);
    assertThatThrownBy(() -> recipe.check(file))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file + ": " + culprit);
  }

  private static TrainingRecord record(TrainingRecipe recipe, double... validationAccuracies) {
    List<TrainingRecord.Epoch> epochs = new ArrayList<>();
    for (double accuracy : validationAccuracies) {
      epochs.add(new TrainingRecord.Epoch(epochs.size() + 1, 1, accuracy, 1));
    }
    return new TrainingRecord(recipe, "base", "data", "digest", "engine", epochs, null);
  }
}
