package io.github.bertmark.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bertmark.ChildJvm;
import io.github.bertmark.Digests;
import io.github.bertmark.Json;
import io.github.bertmark.Progress;
import io.github.bertmark.checkpoint.ElementType;
import io.github.bertmark.checkpoint.Family;
import io.github.bertmark.checkpoint.FloatTensor;
import io.github.bertmark.checkpoint.LayerPart;
import io.github.bertmark.checkpoint.adapter.AdapterConfig;
import io.github.bertmark.checkpoint.adapter.LowRankAdapter;
import io.github.bertmark.checkpoint.jar.BaseCheckpoint;
import io.github.bertmark.cli.Main;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.model.NumericForm;
import io.github.bertmark.model.VariantSource;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models of the published sizes, from the real base and random adapters. */
@Tag("models")
class FullSizeExportTest {
  private static final int LABELS = 151;
  private static final double MIB = 1 << 20;

  @TempDir Path models;

  /** The sizes are those that "Natural Language Processing with Transformers", chapter 8, gives. */
  @ParameterizedTest
  @CsvSource({"bert, 0;1;2;3;4;5;6;7;8;9;10;11, 8, 418.16", "distilbert, 0;2;4;7;9;11, 32, 255.89"})
  void hasThePublishedSizeIsFusedAndNeedsLittleHeap(
      String architecture, String layers, int rank, double sizeMiB) throws Exception {
    ModelVariant variant = variant(architecture, layers.split(";"), rank);
    runWithSmallHeap(
        "prepare", "--models=" + models, "--variants=full", "--base=" + BaseModelTest.jar());

    assertThat(Files.size(variant.modelFile()) / MIB).isCloseTo(sizeMiB, within(sizeMiB * 0.005));
    long count = layers.split(";").length;
    assertThat(ClassifierGraphTest.optimisedOperators(variant.modelFile(), models))
        .containsEntry("Attention", count)
        .containsEntry("SkipLayerNormalization", 2 * count)
        .containsEntry("BiasGelu", count)
        .containsEntry("EmbedLayerNormalization", 1L);
    Files.delete(models.resolve("optimised.onnx"));

    String built = Digests.sha256(variant.modelFile());
    Files.delete(variant.modelFile());
    try (Exporter exporter = new Exporter(BaseModelTest.jar(), models, Progress.NONE)) {
      assertThat(exporter.prepare(variant)).isEqualTo(Exporter.Outcome.BUILT);
      assertThat(exporter.prepare(variant)).isEqualTo(Exporter.Outcome.UP_TO_DATE);
    }
    assertThat(Digests.sha256(variant.modelFile())).as("with any heap").isEqualTo(built);
  }

  private void runWithSmallHeap(String... arguments) throws Exception {
    List<String> command = ChildJvm.command("-Xmx512m", Main.class.getName());
    command.addAll(List.of(arguments));
    File output = models.resolve("output.txt").toFile();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();

    assertThat(process.waitFor())
        .as(() -> "exit code; output: " + readString(output.toPath()))
        .isZero();
  }

  private static String readString(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private ModelVariant variant(String architecture, String[] layers, int rank) throws Exception {
    Path folder = Files.createDirectories(models.resolve("full"));
    String base = BaseCheckpoint.BERT_BASE_UNCASED.coordinates();
    List<Integer> numbers = List.of(layers).stream().map(Integer::valueOf).toList();
    VariantSource source = new VariantSource(architecture, base, numbers, ".", NumericForm.FLOAT32);
    Json.write(
        folder.resolve("variant.json"),
        Map.of(
            "id",
            "full",
            "displayName",
            "Full size",
            "labels",
            IntStream.range(0, LABELS).mapToObj(i -> "label" + i).toList(),
            "maximumLength",
            512,
            "source",
            source));
    AdapterConfig config =
        new AdapterConfig(base, rank, 2.0 * rank, 0.1, List.of("query"), List.of("classifier"));
    new LowRankAdapter(config, tensors(source, rank)).write(folder, ElementType.F16);
    return ModelVariant.load(folder);
  }

  private static List<FloatTensor> tensors(VariantSource source, int rank) {
    RandomGenerator random = new SplittableRandom(8);
    Family family = Family.of(source.architecture());
    List<FloatTensor> tensors = new ArrayList<>();
    for (int layer = 0; layer < source.layers().size(); layer++) {
      for (LayerPart part : LayerPart.values()) {
        if (part != LayerPart.ATTENTION_NORM && part != LayerPart.OUTPUT_NORM) {
          String module = family.module(layer, part);
          int inputs = part == LayerPart.OUTPUT ? 3072 : 768;
          int outputs = part == LayerPart.INTERMEDIATE ? 3072 : 768;
          tensors.add(gaussian(random, module + ".lora_A.weight", rank, inputs));
          tensors.add(gaussian(random, module + ".lora_B.weight", outputs, rank));
        }
      }
    }
    tensors.add(gaussian(random, family.pooler() + ".weight", 768, 768));
    tensors.add(gaussian(random, family.pooler() + ".bias", 768));
    tensors.add(gaussian(random, "classifier.weight", LABELS, 768));
    tensors.add(gaussian(random, "classifier.bias", LABELS));
    return tensors;
  }

  private static FloatTensor gaussian(RandomGenerator random, String name, Integer... shape) {
    return TinyCheckpoint.gaussian(random, name, 0.02, 0, shape);
  }
}
