package io.github.bertmark.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.training.GradientCollector;
import io.github.bertmark.Progress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs a model over batches: one epoch of training, or an evaluation. */
record FineTuning(
    Engine engine, NDManager manager, EncoderClassifier model, TrainingRecipe recipe) {
  private static final int EVALUATION_BATCH = 64;

  /**
   * Trains on every query once.
   *
   * @param epoch counted from 1
   * @param teacher logits of the training split when the recipe distils
   * @return the mean loss
   */
  double epoch(
      int epoch,
      List<EncodedQuery> training,
      @Nullable List<float[]> teacher,
      AdamW optimizer,
      Progress progress) {
    int seed = recipe.seed() + epoch;
    List<Batch> batches = Batches.shuffled(training, recipe.batchSize(), seed);
    engine.setRandomSeed(seed);
    int steps = batches.size() * recipe.epochs();
    int warmup = (int) Math.round(steps * recipe.warmupFraction());
    LearningRateSchedule schedule = new LearningRateSchedule(recipe.learningRate(), warmup, steps);
    double lossSum = 0;
    String title = "epoch " + epoch + "/" + recipe.epochs();
    try (Progress.Task task = progress.start(title, batches.size())) {
      for (Batch batch : batches) {
        lossSum += step(batch, teacher);
        optimizer.step(schedule.at(optimizer.steps() + 1));
        task.advance(1);
      }
    }
    return lossSum / batches.size();
  }

  private double step(Batch batch, @Nullable List<float[]> teacher) {
    try (NDManager batchManager = manager.newSubManager();
        NDScope scope = new NDScope();
        GradientCollector collector = engine.newGradientCollector()) {
      scope.suppressNotUsedWarning();
      NDArray logits = model.logits(batchManager, batch, (float) recipe.dropout());
      Loss loss = new Loss(batchManager, batch, logits);
      NDArray value =
          recipe.distillation() == null || teacher == null
              ? loss.crossEntropy()
              : loss.distillation(recipe.distillation(), teacher);
      collector.backward(value);
      double mean = value.getFloat();
      if (!Double.isFinite(mean)) {
        throw new ArithmeticException("the loss is " + mean + ": training has diverged");
      }
      return mean;
    }
  }

  /** The logits of each query, in the order of the queries' index; without dropout. */
  List<float[]> logits(List<EncodedQuery> queries, String title, Progress progress) {
    List<float[]> logits = new ArrayList<>(Collections.nCopies(queries.size(), new float[0]));
    try (Progress.Task task = progress.start(title, queries.size())) {
      for (Batch batch : Batches.sortedByLength(queries, EVALUATION_BATCH)) {
        evaluate(batch, logits);
        task.advance(batch.size());
      }
    }
    return logits;
  }

  private void evaluate(Batch batch, List<float[]> logits) {
    try (NDManager batchManager = manager.newSubManager();
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray output = model.logits(batchManager, batch, 0);
      float[] values = output.toFloatArray();
      int labels = values.length / batch.size();
      for (int row = 0; row < batch.size(); row++) {
        float[] own = new float[labels];
        System.arraycopy(values, row * labels, own, 0, labels);
        logits.set(batch.queries().get(row).index(), own);
      }
    }
  }

  /** The share of queries whose highest logit is their label's. */
  double accuracy(List<EncodedQuery> queries, String title, Progress progress) {
    return accuracy(queries, logits(queries, title, progress));
  }

  /**
   * The same from logits of a whole split.
   *
   * @param queries all or some of the split
   * @param logits by the queries' index
   */
  static double accuracy(List<EncodedQuery> queries, List<float[]> logits) {
    long correct = queries.stream().filter(q -> argmax(logits.get(q.index())) == q.label()).count();
    return (double) correct / queries.size();
  }

  private static int argmax(float[] logits) {
    int best = 0;
    for (int i = 1; i < logits.length; i++) {
      if (logits[i] > logits[best]) {
        best = i;
      }
    }
    return best;
  }
}
