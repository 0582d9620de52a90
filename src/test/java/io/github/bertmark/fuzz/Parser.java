package io.github.bertmark.fuzz;

import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.Progress;
import io.github.bertmark.ab.AbDocument;
import io.github.bertmark.checkpoint.FloatTensor;
import io.github.bertmark.checkpoint.adapter.LowRankAdapter;
import io.github.bertmark.checkpoint.jar.CheckpointJars;
import io.github.bertmark.checkpoint.jar.TensorFlowCheckpoint;
import io.github.bertmark.checkpoint.weights.Safetensors;
import io.github.bertmark.checkpoint.weights.WeightFiles;
import io.github.bertmark.classify.tokens.TokenizerScans;
import io.github.bertmark.comparison.Comparison;
import io.github.bertmark.comparison.NoiseFloor;
import io.github.bertmark.comparison.Policy;
import io.github.bertmark.dataset.ClincFile;
import io.github.bertmark.dataset.DataFile;
import io.github.bertmark.evaluate.Evaluation;
import io.github.bertmark.export.PretrainedModel;
import io.github.bertmark.inspect.GraphFiles;
import io.github.bertmark.machine.Product;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.model.SessionOverrides;
import io.github.bertmark.predictions.Predictions;
import io.github.bertmark.raw.ForkFacts;
import io.github.bertmark.raw.ForkRecord;
import io.github.bertmark.raw.GraphRecord;
import io.github.bertmark.raw.JmhForks;
import io.github.bertmark.raw.JmhResults;
import io.github.bertmark.raw.Provenance;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.RunFiles;
import io.github.bertmark.run.StoredRun;
import io.github.bertmark.sensitivity.Sensitivity;
import io.github.bertmark.training.TrainingRecipe;
import io.github.bertmark.training.TrainingRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Every parser of what comes from outside; the file that it reads lies in a folder of its own. */
enum Parser {
  RUN("run.json", file -> RunDocument.read(file)),
  /** Of version 2, which has no digest of itself: what is left is counting again. */
  UNSIGNED_RUN("unsigned/run.json", file -> StoredRun.read(file).checked().document()),
  POLICY("policy.json", Policy::read),
  COMPARISON("comparison.json", file -> Json.read(file, Comparison.class, "")),
  NOISE("noise.json", NoiseFloor::read),
  AB("ab.json", file -> Json.read(file, AbDocument.class, "")),
  JMH("jmh.json", JmhResults::read),
  JMH_FORK("jmh.json", file -> JmhForks.join(List.of(file))),
  FORK_RECORD("fork.json", file -> ForkRecord.readAll(folder(file))),
  FORK_FACTS("fork.json", file -> ForkFacts.readAll(folder(file))),
  GRAPH_RECORD("graph/tiny.json", file -> GraphRecord.read(run(folder(file)), "tiny")),
  PROVENANCE("provenance.json", file -> Provenance.read(run(file))),
  EVALUATION("tiny.json", Evaluation::read),
  PREDICTIONS("tiny.csv", file -> Predictions.read(file)),
  CLINC150("data.json", alone(ClincFile::read)),
  DATA_CSV("data.csv", alone(DataFile::read)),
  DATA_JSON("data.jsonl", alone(DataFile::read)),
  VARIANT("tiny/variant.json", file -> ModelVariant.load(folder(file))),
  ADAPTER_CONFIG("adapter_config.json", file -> LowRankAdapter.read(folder(file))),
  SAFETENSORS("weights.safetensors", Safetensors::read),
  MODEL_CONFIG("config.json", alone(file -> PretrainedModel.open(folder(file), null).close())),
  MODEL_SAFETENSORS("model.safetensors", alone(file -> weights(folder(file)))),
  PYTORCH_MODEL("pytorch_model.bin", alone(file -> weights(folder(file)))),
  CHECKPOINT_INDEX("variables.index", alone(CheckpointJars::readIndex)),
  CHECKPOINT_JAR("base.jar", alone(file -> TensorFlowCheckpoint.open(file, Progress.NONE).close())),
  /** The part that is Java's; what only native code judges is not for a fuzzer in this JVM. */
  TOKENIZER("tokenizer.json", file -> TokenizerScans.isPlain(file)),
  ONNX("model.onnx", alone(GraphFiles::readModel)),
  TRACE("trace.json", alone(GraphFiles::readTrace)),
  SESSION("session.txt", file -> session(text(file))),
  PRODUCT("product.txt", file -> Product.parse(text(file))),
  TRAINING("training.json", file -> Json.read(file, TrainingRecipe.class, "")),
  TRAINING_RECORD("training-record.json", file -> Json.read(file, TrainingRecord.class, "")),
  SENSITIVITY("tiny/sensitivity.json", file -> Sensitivity.read(variant(file)));

  private final String file;
  private final Reading reading;

  Parser(String file, Reading reading) {
    this.file = file;
    this.reading = reading;
  }

  private interface Action {
    void of(Path file) throws IOException;
  }

  private interface Reading {
    Object of(Path file) throws IOException;
  }

  /**
   * Lets it read an input.
   *
   * @param folder for the input's file
   * @return whether the input was taken; anything but that and a refusal is thrown, and so is that
   *     what was taken contradicts itself
   */
  boolean accepts(byte[] input, Path folder) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.write(path, input);
    try {
      Soundness.require(reading.of(path));
      return true;
    } catch (InputException e) {
      return false;
    }
  }

  /** Inputs that were once at fault, each of them a file; found by {@link FuzzTest}. */
  Path regressions() {
    return Path.of("src/test/resources/fuzz", name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  private static void weights(Path folder) throws IOException {
    try (WeightFiles files = WeightFiles.open(folder)) {
      for (String name : files.names()) {
        FloatTensor tensor = files.find(name).orElseThrow().values().get();
        if (tensor.toArray().length != tensor.elements()) {
          throw new IllegalStateException(name + " is not of its shape");
        }
      }
    }
  }

  private static Path folder(Path file) {
    return file.getParent();
  }

  private static RunFiles run(Path file) {
    return new RunFiles(folder(file));
  }

  private static ModelVariant variant(Path file) {
    return new ModelVariant(folder(file), "tiny", "Tiny", List.of("no", "yes"), 16, null);
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  /** One that returns nothing to look at. */
  private static Reading alone(Action action) {
    return file -> {
      action.of(file);
      return List.of();
    };
  }

  private static SessionOverrides session(String text) {
    try {
      return SessionOverrides.parse(text);
    } catch (IllegalArgumentException e) {
      throw new InputException("--session", String.valueOf(e.getMessage()), "correct it", e);
    }
  }
}
