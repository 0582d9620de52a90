package io.github.bertmark.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import io.github.bertmark.Progress;
import io.github.bertmark.checkpoint.Checkpoint;
import io.github.bertmark.checkpoint.Family;
import io.github.bertmark.checkpoint.FloatTensor;
import io.github.bertmark.export.TinyCheckpoint;
import io.github.bertmark.model.NumericForm;
import io.github.bertmark.model.VariantSource;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Needs an engine that can train: runs under {@code -Ptrain}. */
@Tag("train")
class FineTuningTest {
  private static final int LABELS = 4;
  private static final TrainingRecipe RECIPE =
      new TrainingRecipe(7, 4, 8, 0.01, 4, 8, 0.1, 0.01, 1, 0.1, null, null);

  private final Engine engine = Engine.getEngine("PyTorch");
  private final Checkpoint base = new TinyCheckpoint(2, 11);

  @TempDir Path folder;

  /** DJL can free what autograd still needs, silently; finite differences would show it. */
  @ParameterizedTest
  @EnumSource(names = {"BERT", "DISTILBERT", "SENTENCE_BERT"})
  void gradientsAreThoseOfFiniteDifferences(Family architecture) {
    TrainingRecipe.Distillation distillation = new TrainingRecipe.Distillation("t", 2, 0.9);
    List<float[]> teacher = List.of(new float[] {1, 0, -1, 2}, new float[] {0, 3, 1, -2});
    Batch batch = new Batch(queries().subList(0, 2));
    try (NDManager manager = engine.newBaseManager()) {
      EncoderClassifier model = trainedALittle(manager, architecture);
      try (NDManager inner = manager.newSubManager();
          GradientCollector collector = engine.newGradientCollector()) {
        NDArray logits = model.logits(inner, batch, 0);
        NDArray loss = new Loss(inner, batch, logits).distillation(distillation, teacher);
        System.gc();
        collector.backward(loss);
      }
      model
          .trained()
          .forEach(
              (name, parameter) -> {
                float[] gradient = parameter.getGradient().toFloatArray();
                int steepest = steepest(gradient);
                double expected =
                    finiteDifference(
                        manager,
                        parameter,
                        steepest,
                        () -> {
                          NDArray logits = model.logits(manager, batch, 0);
                          return new Loss(manager, batch, logits)
                              .distillation(distillation, teacher)
                              .getFloat();
                        });
                assertThat((double) gradient[steepest])
                    .as(name)
                    .isEqualTo(expected, within(0.02 * Math.abs(expected) + 2e-4));
              });
    }
  }

  @Test
  void trainingFitsItsQueries() {
    try (NDManager manager = engine.newBaseManager()) {
      EncoderClassifier model = model(manager, Family.BERT, Map.of());
      FineTuning tuning = new FineTuning(engine, manager, model, RECIPE);
      AdamW optimizer = optimizer(manager, model);
      double first = tuning.epoch(1, queries(), null, optimizer, Progress.NONE);
      double last = first;
      for (int epoch = 2; epoch <= RECIPE.epochs(); epoch++) {
        last = tuning.epoch(epoch, queries(), null, optimizer, Progress.NONE);
      }
      assertThat(last).isLessThan(first / 2);
      assertThat(tuning.accuracy(queries(), "accuracy", Progress.NONE)).isGreaterThan(0.9);
    }
  }

  @Test
  void aResumedRunEndsWhereAnUninterruptedOneDoes() throws Exception {
    TrainingState state = new TrainingState(folder);
    int batches = Batches.sortedByLength(queries(), RECIPE.batchSize()).size();
    List<float[]> uninterrupted;
    try (NDManager manager = engine.newBaseManager()) {
      EncoderClassifier model = model(manager, Family.DISTILBERT, Map.of());
      FineTuning tuning = new FineTuning(engine, manager, model, RECIPE);
      AdamW optimizer = optimizer(manager, model);
      tuning.epoch(1, queries(), null, optimizer, Progress.NONE);
      state.save(afterOneEpoch(), model, optimizer);
      tuning.epoch(2, queries(), null, optimizer, Progress.NONE);
      uninterrupted = tuning.logits(queries(), "logits", Progress.NONE);
    }
    try (NDManager manager = engine.newBaseManager()) {
      EncoderClassifier model = model(manager, Family.DISTILBERT, state.trained(1));
      FineTuning tuning = new FineTuning(engine, manager, model, RECIPE);
      AdamW optimizer = optimizer(manager, model);
      state.resume(manager, optimizer, 1, batches);
      tuning.epoch(2, queries(), null, optimizer, Progress.NONE);
      List<float[]> resumed = tuning.logits(queries(), "logits", Progress.NONE);
      for (int i = 0; i < resumed.size(); i++) {
        assertThat(resumed.get(i)).containsExactly(uninterrupted.get(i), within(1e-4f));
      }
    }
  }

  private EncoderClassifier trainedALittle(NDManager manager, Family architecture) {
    EncoderClassifier model = model(manager, architecture, Map.of());
    FineTuning tuning = new FineTuning(engine, manager, model, RECIPE);
    tuning.epoch(1, queries(), null, optimizer(manager, model), Progress.NONE);
    return model;
  }

  private EncoderClassifier model(
      NDManager manager, Family architecture, Map<String, FloatTensor> stored) {
    String name = architecture.name().toLowerCase(Locale.ROOT).replace('_', '-');
    VariantSource source =
        new VariantSource(name, "a:b:1", List.of(0, 1), ".", NumericForm.FLOAT32);
    return new EncoderClassifier(manager, base, source, LABELS, RECIPE, stored);
  }

  private static AdamW optimizer(NDManager manager, EncoderClassifier model) {
    return new AdamW(manager, model.trained(), RECIPE.weightDecay(), RECIPE.gradientClip());
  }

  private static TrainingRecord afterOneEpoch() {
    List<TrainingRecord.Epoch> epochs = List.of(new TrainingRecord.Epoch(1, 1, 0.5, 1));
    return new TrainingRecord(RECIPE, "base", "data", "digest", "engine", epochs, null);
  }

  private static int steepest(float[] gradient) {
    int steepest = 0;
    for (int i = 1; i < gradient.length; i++) {
      if (Math.abs(gradient[i]) > Math.abs(gradient[steepest])) {
        steepest = i;
      }
    }
    return steepest;
  }

  private interface LossValue {
    double get();
  }

  private static double finiteDifference(
      NDManager manager, NDArray parameter, int index, LossValue loss) {
    double step = 5e-3;
    nudge(manager, parameter, index, step);
    double above = loss.get();
    nudge(manager, parameter, index, -2 * step);
    double below = loss.get();
    nudge(manager, parameter, index, step);
    return (above - below) / (2 * step);
  }

  private static void nudge(NDManager manager, NDArray parameter, int index, double by) {
    parameter.setRequiresGradient(false);
    float[] change = new float[Math.toIntExact(parameter.getShape().size())];
    change[index] = (float) by;
    parameter.addi(
        manager.create(FloatBuffer.wrap(change), parameter.getShape(), DataType.FLOAT32));
    parameter.setRequiresGradient(true);
  }

  /** The label is that of the second token's residue: learnable at once. */
  private static List<EncodedQuery> queries() {
    Random random = new Random(3);
    List<EncodedQuery> queries = new ArrayList<>();
    for (int i = 0; i < 160; i++) {
      List<Long> tokens = new ArrayList<>(List.of(1L));
      int label = random.nextInt(LABELS);
      for (int length = 1 + random.nextInt(5); length > 0; length--) {
        tokens.add(3L + label + LABELS * random.nextInt(6));
      }
      tokens.add(2L);
      queries.add(new EncodedQuery(i, tokens, label));
    }
    return queries;
  }
}
