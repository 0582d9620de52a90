package io.github.bertmark.export;

import io.github.bertmark.AtomicFiles;
import io.github.bertmark.Json;
import io.github.bertmark.Progress;
import io.github.bertmark.checkpoint.Family;
import io.github.bertmark.checkpoint.FloatTensor;
import io.github.bertmark.checkpoint.LayerPart;
import io.github.bertmark.checkpoint.adapter.AdapterConfig;
import io.github.bertmark.checkpoint.adapter.LowRankAdapter;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.model.NumericForm;
import io.github.bertmark.model.VariantSource;
import io.github.bertmark.onnx.OnnxFile;
import io.github.bertmark.tokenizer.TokenizerFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Complete variants with tiny, untrained models for tests: what the exporter makes of random
 * weights, about 2 MB, in a fraction of a second. The same id gives the same model.
 */
public final class TinyModels {
  /** The labels of a model that is built without naming any. */
  public static final List<String> LABELS =
      List.of("balance", "greeting", "oos", "pin_change", "weather");

  private TinyModels() {}

  /** Builds a tiny BERT with {@link #LABELS} in {@code models/<id>}. */
  public static ModelVariant build(Path models, String id) throws IOException {
    return build(models, id, "bert", LABELS);
  }

  /**
   * Builds a ready-made variant: variant.json without a source, model.onnx and tokenizer.json.
   *
   * @param architecture as {@code variant.json} has it
   * @param labels of any number, sorted
   */
  public static ModelVariant build(Path models, String id, String architecture, List<String> labels)
      throws IOException {
    return build(models, id, architecture, labels, NumericForm.FLOAT32);
  }

  /** The same in any form. */
  public static ModelVariant build(
      Path models, String id, String architecture, List<String> labels, NumericForm form)
      throws IOException {
    Path folder = Files.createDirectories(models.resolve(id));
    Json.write(
        folder.resolve("variant.json"),
        Map.of(
            "id",
            id,
            "displayName",
            "Tiny " + id,
            "labels",
            labels,
            "maximumLength",
            TinyCheckpoint.POSITIONS));
    ModelVariant variant = ModelVariant.load(folder);
    try (TinyCheckpoint base = new TinyCheckpoint(2, id.hashCode())) {
      VariantSource source = source(architecture).in(form);
      LowRankAdapter adapter = adapter(source, labels.size(), id.hashCode());
      OnnxFile model = Exporter.model(variant, source, base, adapter, false);
      AtomicFiles.write(variant.modelFile(), out -> model.writeTo(out, Progress.Task.NONE));
      TokenizerFile.write(variant.tokenizerFile(), base.vocabulary(), base);
    }
    return variant;
  }

  static VariantSource source(String architecture) {
    return new VariantSource(architecture, "tiny:base:1", List.of(0, 1), ".", NumericForm.FLOAT32);
  }

  /** An adapter of rank 3 with random values for every module that can be trained. */
  static LowRankAdapter adapter(VariantSource source, int labels, long seed) {
    RandomGenerator random = new SplittableRandom(~seed);
    Family family = Family.of(source.architecture());
    List<FloatTensor> tensors = new ArrayList<>();
    int hidden = TinyCheckpoint.HIDDEN;
    for (int layer = 0; layer < source.layers().size(); layer++) {
      for (LayerPart part : LayerPart.values()) {
        String module = family.module(layer, part);
        switch (part) {
          case ATTENTION_NORM, OUTPUT_NORM -> addNorm(tensors, random, module);
          case INTERMEDIATE ->
              addLora(tensors, random, module, hidden, TinyCheckpoint.INTERMEDIATE);
          case OUTPUT -> addLora(tensors, random, module, TinyCheckpoint.INTERMEDIATE, hidden);
          default -> addLora(tensors, random, module, hidden, hidden);
        }
      }
    }
    addNorm(tensors, random, family.embeddings("LayerNorm"));
    addLinear(tensors, random, family.pooler(), hidden);
    addLinear(tensors, random, "classifier", labels);
    return new LowRankAdapter(
        new AdapterConfig("tiny:base:1", 3, 6, 0, List.of("query"), List.of("classifier")),
        tensors);
  }

  private static void addLora(
      List<FloatTensor> to, RandomGenerator random, String module, int inputs, int outputs) {
    to.add(TinyCheckpoint.gaussian(random, module + ".lora_A.weight", 0.1, 0, 3, inputs));
    to.add(TinyCheckpoint.gaussian(random, module + ".lora_B.weight", 0.1, 0, outputs, 3));
  }

  private static void addNorm(List<FloatTensor> to, RandomGenerator random, String module) {
    to.add(TinyCheckpoint.gaussian(random, module + ".weight", 0.1, 1, TinyCheckpoint.HIDDEN));
    to.add(TinyCheckpoint.gaussian(random, module + ".bias", 0.1, 0, TinyCheckpoint.HIDDEN));
  }

  private static void addLinear(
      List<FloatTensor> to, RandomGenerator random, String module, int outputs) {
    double deviation = 3 / Math.sqrt(TinyCheckpoint.HIDDEN);
    to.add(
        TinyCheckpoint.gaussian(
            random, module + ".weight", deviation, 0, outputs, TinyCheckpoint.HIDDEN));
    to.add(TinyCheckpoint.gaussian(random, module + ".bias", 0.5, 0, outputs));
  }
}
