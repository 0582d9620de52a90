package io.github.bertmark.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.checkpoint.ElementType;
import io.github.bertmark.checkpoint.FloatTensor;
import io.github.bertmark.checkpoint.weights.Safetensors;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which a run keeps what it needs to go on after a stop: the record so far and, per
 * epoch, the trained tensors with the optimizer's moments, in single precision.
 */
record TrainingState(Path folder) {
  private static final String MEAN = ".adam_mean";
  private static final String VARIANCE = ".adam_variance";

  private Path recordFile() {
    return folder.resolve(TrainingRecord.FILE_NAME);
  }

  private Path weightsFile(int epoch) {
    return folder.resolve("epoch-" + epoch + ".safetensors");
  }

  /**
   * The record of an unfinished run that the new one can continue, else null.
   *
   * @throws InputException if the folder is of another run
   */
  @Nullable TrainingRecord unfinished(TrainingRecord fresh) throws IOException {
    if (!Files.exists(recordFile())) {
      return null;
    }
    String wayOut = "delete the folder to start anew";
    TrainingRecord stored = Json.read(recordFile(), TrainingRecord.class, wayOut);
    if (!fresh.continues(stored)) {
      throw new InputException(folder, "holds a run with another recipe, base or data set", wayOut);
    }
    return stored;
  }

  /** Keeps an epoch that has ended; the record last, so that it never names what is not there. */
  void save(TrainingRecord record, EncoderClassifier model, AdamW optimizer) throws IOException {
    Map<String, FloatTensor> tensors = new LinkedHashMap<>();
    model.trained().forEach((name, array) -> put(tensors, name, array));
    optimizer
        .moments()
        .forEach(
            (name, moments) -> {
              put(tensors, name + MEAN, moments.mean());
              put(tensors, name + VARIANCE, moments.variance());
            });
    Safetensors.write(weightsFile(record.epochs().size()), tensors.values(), ElementType.F32);
    Json.write(recordFile(), record);
  }

  private static void put(Map<String, FloatTensor> tensors, String name, NDArray array) {
    Integer[] shape =
        Arrays.stream(array.getShape().getShape())
            .mapToObj(Math::toIntExact)
            .toArray(Integer[]::new);
    tensors.put(name, FloatTensor.of(name, Arrays.asList(shape), array.toFloatArray()));
  }

  /** The trained tensors after an epoch, by name. */
  Map<String, FloatTensor> trained(int epoch) throws IOException {
    Map<String, FloatTensor> trained = new TreeMap<>(Safetensors.read(weightsFile(epoch)));
    trained.keySet().removeIf(name -> name.endsWith(MEAN) || name.endsWith(VARIANCE));
    return trained;
  }

  /** Puts the optimizer where it was after an epoch. */
  void resume(NDManager manager, AdamW optimizer, int epoch, int steps) throws IOException {
    Path file = weightsFile(epoch);
    Map<String, FloatTensor> stored = Safetensors.read(file);
    for (Map.Entry<String, AdamW.Moments> entry : optimizer.moments().entrySet()) {
      String name = entry.getKey();
      restore(manager, entry.getValue().mean(), stored.get(name + MEAN), file);
      restore(manager, entry.getValue().variance(), stored.get(name + VARIANCE), file);
    }
    optimizer.resumeAt(steps);
  }

  private static void restore(
      NDManager manager, NDArray zeros, @Nullable FloatTensor stored, Path file) {
    if (stored == null) {
      throw new InputException(
          file, "lacks a moment of the optimizer", "delete its folder to start anew");
    }
    FloatBuffer values = FloatBuffer.wrap(stored.toArray());
    try (NDArray moment = manager.create(values, zeros.getShape(), DataType.FLOAT32)) {
      zeros.addi(moment);
    }
  }
}
