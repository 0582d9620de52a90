package io.github.bertmark.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import io.github.bertmark.Digests;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.Progress;
import io.github.bertmark.checkpoint.ElementType;
import io.github.bertmark.checkpoint.FloatTensor;
import io.github.bertmark.checkpoint.adapter.AdapterConfig;
import io.github.bertmark.checkpoint.adapter.LowRankAdapter;
import io.github.bertmark.checkpoint.weights.Safetensors;
import io.github.bertmark.checkpoint.weights.TorchFiles;
import io.github.bertmark.model.NumericForm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PretrainedModelTest {
  private static final double TOLERANCE = 1e-4;

  @TempDir Path temporary;

  /** Batches with padding, so that masks, positions and both dynamic axes matter. */
  @ParameterizedTest
  @CsvSource({
    "bert, gelu",
    "bert, gelu_new",
    "bert, relu",
    "distilbert, gelu",
    "distilbert, relu",
    "roberta, gelu",
    "xlm-roberta, gelu",
    "camembert, gelu_new",
    "electra, gelu",
    "electra, relu",
  })
  void computesWhatThePapersSay(String family, String activation) throws IOException, OrtException {
    PretrainedFixture fixture = new PretrainedFixture(family, 7);
    fixture.config.put(family.equals("distilbert") ? "activation" : "hidden_act", activation);

    Path model = build(fixture.write(temporary.resolve("m")), null, "float32");

    assertThat(compare(model, fixture).largest()).isLessThan(TOLERANCE);
  }

  /** Off by what such small models lose in these forms; a wrong graph is off by the whole. */
  @ParameterizedTest
  @CsvSource({
    "bert, int8, 0.08",
    "bert, int8-block-16, 0.03",
    "bert, int4-block-16, 0.35",
    "distilbert, int8, 0.08",
    "roberta, int8, 0.08",
    "roberta, int8-block-16, 0.03",
    "electra, int8, 0.08",
    "electra, int8-block-16, 0.03",
    "electra, int4-block-16, 0.35",
  })
  void quantisedFormsStayClose(String family, String form, double tolerance)
      throws IOException, OrtException {
    PretrainedFixture fixture = new PretrainedFixture(family, 11);

    Differences found = compare(build(fixture.write(temporary.resolve("m")), null, form), fixture);

    assertThat(found.relative()).isBetween(1e-6, tolerance);
  }

  /** All but the embeddings of RoBERTa, whose positions are no mere count, and of ELECTRA. */
  @ParameterizedTest
  @CsvSource({
    "bert, gelu, 2, 4, BiasGelu, 1",
    "bert, gelu_new, 2, 4, FastGelu, 1",
    "distilbert, gelu, 2, 4, BiasGelu, 1",
    "roberta, gelu, 2, 5, BiasGelu, 0",
    "electra, gelu, 2, 5, BiasGelu, 0",
  })
  void onnxRuntimeFuses(
      String family, String activation, int attention, int skips, String gelu, int embeddings)
      throws IOException, OrtException {
    PretrainedFixture fixture = new PretrainedFixture(family, 3);
    fixture.config.put(family.equals("distilbert") ? "activation" : "hidden_act", activation);
    Path model = build(fixture.write(temporary.resolve("m")), null, "float32");

    Map<String, Long> operators = ClassifierGraphTest.optimisedOperators(model, temporary);

    assertThat(operators.getOrDefault("Attention", 0L)).isEqualTo(attention);
    assertThat(operators.getOrDefault("SkipLayerNormalization", 0L)).isEqualTo(skips);
    assertThat(operators.getOrDefault(gelu, 0L)).isEqualTo(2);
    assertThat(operators.getOrDefault("EmbedLayerNormalization", 0L)).isEqualTo(embeddings);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bert", "distilbert", "roberta", "electra"})
  void theSameNumbersGiveTheSameFile(String family) throws IOException {
    PretrainedFixture fixture = new PretrainedFixture(family, 5);
    Path plain = fixture.write(temporary.resolve("plain"));
    String expected = digest(plain);
    List<Path> others = new ArrayList<>();
    for (ElementType type : ElementType.values()) {
      Path folder = fixture.writeConfig(temporary.resolve("safetensors-" + type));
      Safetensors.write(folder.resolve("model.safetensors"), fixture.all(), type);
      others.add(folder);
      folder = fixture.writeConfig(temporary.resolve("bin-" + type));
      TorchFiles.write(folder.resolve("pytorch_model.bin"), fixture.all(), type, name -> false);
      others.add(folder);
    }
    Path turned = fixture.writeConfig(temporary.resolve("turned"));
    TorchFiles.write(
        turned.resolve("pytorch_model.bin"),
        fixture.all(),
        ElementType.F16,
        name -> fixture.tensors.get(name).shape().size() == 2);
    others.add(turned);
    others.add(sharded(fixture, "model", ".safetensors"));
    others.add(sharded(fixture, "pytorch_model", ".bin"));
    Path old = fixture.writeConfig(temporary.resolve("old"));
    Safetensors.write(
        old.resolve("model.safetensors"),
        rename(
            fixture.renamed("^(bert|distilbert|roberta|electra)\\.", ""),
            "LayerNorm.weight",
            "LayerNorm.gamma",
            "LayerNorm.bias",
            "LayerNorm.beta"),
        ElementType.F32);
    others.add(old);

    for (Path other : others) {
      assertThat(digest(other)).as(other.toString()).isEqualTo(expected);
    }
  }

  private static List<FloatTensor> rename(List<FloatTensor> tensors, String... pairs) {
    List<FloatTensor> renamed = new ArrayList<>();
    for (FloatTensor tensor : tensors) {
      String name = tensor.name();
      for (int i = 0; i < pairs.length; i += 2) {
        name = name.replace(pairs[i], pairs[i + 1]);
      }
      renamed.add(new FloatTensor(name, tensor.shape(), tensor.bytes()));
    }
    return renamed;
  }

  private Path sharded(PretrainedFixture fixture, String name, String extension)
      throws IOException {
    Path folder = fixture.writeConfig(temporary.resolve("sharded" + extension));
    List<FloatTensor> all = new ArrayList<>(fixture.all());
    Map<String, String> map = new TreeMap<>();
    for (int shard = 0; shard < 3; shard++) {
      List<FloatTensor> part = all.subList(all.size() * shard / 3, all.size() * (shard + 1) / 3);
      String file = "%s-0000%d-of-00003%s".formatted(name, shard + 1, extension);
      if (extension.equals(".bin")) {
        TorchFiles.write(folder.resolve(file), part, ElementType.F32, tensor -> false);
      } else {
        Safetensors.write(folder.resolve(file), part, ElementType.F32);
      }
      part.forEach(tensor -> map.put(tensor.name(), file));
    }
    Json.write(
        folder.resolve(name + extension + ".index.json"),
        Map.of("metadata", Map.of("total_size", 1), "weight_map", map));
    return folder;
  }

  @ParameterizedTest
  @CsvSource({
    "bert, attention.self.query, false",
    "distilbert, attention.q_lin, true",
    "roberta, intermediate.dense, false",
    "electra, embeddings_project, true",
  })
  void anAdapterIsAddedToItsBase(String family, String module, boolean stabilised)
      throws IOException, OrtException {
    PretrainedFixture fixture = new PretrainedFixture(family, 13);
    Path base = fixture.write(temporary.resolve("base"));
    RandomGenerator random = new SplittableRandom(17);
    double scale = 6 / (stabilised ? Math.sqrt(3) : 3);
    List<FloatTensor> tuned = new ArrayList<>();
    for (FloatTensor tensor : List.copyOf(fixture.all())) {
      String name = tensor.name();
      if (name.startsWith("classifier.")) {
        fixture.add(name, 0.3, 0, tensor.shape().toArray(Integer[]::new));
        tuned.add(fixture.tensors.get(name));
      } else if (name.endsWith(module + ".weight")) {
        String owner = name.substring(0, name.length() - ".weight".length());
        int outputs = tensor.shape().get(0);
        int inputs = tensor.shape().get(1);
        FloatTensor a =
            TinyCheckpoint.gaussian(random, owner + ".lora_A.weight", 0.2, 0, 3, inputs);
        FloatTensor b =
            TinyCheckpoint.gaussian(random, owner + ".lora_B.weight", 0.2, 0, outputs, 3);
        tuned.addAll(List.of(a, b));
        fixture.tensors.put(name, updated(tensor, a, b, scale));
      }
    }
    Path adapter = Files.createDirectories(temporary.resolve("adapter"));
    new LowRankAdapter(
            new AdapterConfig("org/base", 3, 6, 0, List.of(module), List.of("classifier")), tuned)
        .write(adapter, ElementType.F32);
    Files.delete(adapter.resolve("adapter.sha256"));
    Path config = adapter.resolve("adapter_config.json");
    Files.writeString(
        config,
        Files.readString(config).replace("\"use_rslora\": false", "\"use_rslora\": " + stabilised));

    assertThat(compare(build(adapter, base, "float32"), fixture).largest()).isLessThan(TOLERANCE);
    try (PretrainedModel model = PretrainedModel.open(adapter, base)) {
      assertThat(model.description()).endsWith("with an adapter of rank 3 made for org/base");
      assertThat(model.files())
          .containsExactly(
              base.resolve("config.json"),
              base.resolve("model.safetensors"),
              config,
              adapter.resolve("adapter_model.safetensors"));
    }
    assertRefused(
        adapter,
        null,
        adapter,
        "holds an adapter, which is no model by itself; name the"
            + " folder of the model that it is for: --base FOLDER");
  }

  private static FloatTensor updated(FloatTensor weight, FloatTensor a, FloatTensor b, double by) {
    double[][] left = PretrainedReference.matrix(b);
    double[][] right = PretrainedReference.matrix(a);
    float[] values = weight.toArray();
    int columns = weight.shape().get(1);
    for (int i = 0; i < values.length; i++) {
      for (int k = 0; k < right.length; k++) {
        values[i] += (float) (by * left[i / columns][k] * right[k][i % columns]);
      }
    }
    return FloatTensor.of(weight.name(), weight.shape(), values);
  }

  @Test
  void saysWhatItIs() throws IOException {
    PretrainedFixture fixture = new PretrainedFixture("xlm-roberta", 1);
    Path folder = fixture.writeConfig(temporary.resolve("m"));
    Safetensors.write(folder.resolve("model.safetensors"), fixture.all(), ElementType.BF16);

    assertThat(PretrainedModel.isIn(folder)).isTrue();
    try (PretrainedModel model = PretrainedModel.open(folder, null)) {
      assertThat(model.description())
          .isEqualTo(
              "XLMRobertaForSequenceClassification, 2 layers of 48, bfloat16 weights in"
                  + " model.safetensors");
      assertThat(model.labels()).isEqualTo(PretrainedFixture.LABELS);
      assertThat(model.maximumLength()).isEqualTo(PretrainedFixture.POSITIONS - 2);
      Path file = temporary.resolve("model.onnx");
      for (String form : List.of("float32", "int8", "int4-block-16")) {
        model.write(NumericForm.of(form), file, Progress.NONE);
        assertThat(Files.size(file)).isEqualTo(model.bytes(NumericForm.of(form)));
      }
    }
  }

  /** Of pre-training and of buffers, some are saved with a classifier; of others, it needs all. */
  @Test
  void passesOverWhatItKnowsToBeUnused() throws IOException {
    PretrainedFixture fixture = new PretrainedFixture("roberta", 1);
    String expected = digest(fixture.write(temporary.resolve("m")));
    fixture.add("roberta.embeddings.position_ids", 1, 0, 1, 24);
    fixture.add("roberta.pooler.dense.weight", 1, 0, 48, 48);
    fixture.add("lm_head.dense.weight", 1, 0, 48, 48);

    assertThat(digest(fixture.write(temporary.resolve("more")))).isEqualTo(expected);
    fixture.add("roberta.encoder.layer.2.output.dense.bias", 1, 0, 48);
    Path deeper = fixture.write(temporary.resolve("deeper"));
    assertRefused(
        deeper,
        null,
        deeper.resolve("model.safetensors"),
        "roberta.encoder.layer.2.output.dense.bias has no place in a ROBERTA of 2 layers; ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model_type | \"deberta-v2\" | model_type \"deberta-v2\" is none of bert, camembert,",
        "model_type | \"\" | model_type \"\" is none of bert",
        "problem_type | \"regression\" | problem_type is \"regression\": only models with one",
        "problem_type | \"multi_label_classification\" | problem_type is \"multi_label",
        "position_embedding_type | \"relative_key\" | position_embedding_type is \"relative_key\"",
        "is_decoder | true | is_decoder is \"true\": only models with an encoder",
        "architectures | [\"BertForMaskedLM\"] | architectures names \"BertForMaskedLM\", which",
        "hidden_act | \"silu\" | hidden_act \"silu\" is none of gelu, gelu_new and relu",
        "hidden_size | \"48\" | hidden_size must be a whole number from 1 up",
        "hidden_size | 2.5 | hidden_size must be a whole number from 1 up",
        "num_attention_heads | 5 | a hidden size of 48 is no multiple of 5 heads",
        "pad_token_id | 40 | 24 positions and 40 tokens leave no room with padding as token 40",
        "layer_norm_eps | 2 | layer_norm_eps must be a number between 0 and 1",
        "layer_norm_eps | \"x\" | layer_norm_eps must be a number between 0 and 1",
      })
  void aConfigThatCannotBeIsRefused(String key, String value, String cause) throws IOException {
    PretrainedFixture fixture = new PretrainedFixture("bert", 1);
    fixture.config.put(
        key, Json.read(value.getBytes(StandardCharsets.UTF_8), Object.class, "test", ""));
    Path folder = temporary.resolve("m");
    fixture.write(folder);

    assertRefused(folder, null, folder.resolve("config.json"), cause);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "classifier.bias | | holds no classifier.bias: the model is not fine-tuned",
        "classifier.weight | 1,48 | its classifier gives one number",
        "classifier.weight | 7,47 | classifier.weight is [7, 47], config.json says [7, 48]",
        "bert.pooler.dense.weight | | holds no bert.pooler.dense.weight; get it again",
        "bert.encoder.layer.1.output.dense.weight | 48,95 | is [48, 95], config.json says [48,",
        "bert.embeddings.word_embeddings.weight | 41,48 | is [41, 48], config.json says [40, 48]",
      })
  void weightsThatDoNotFitAreRefused(String name, @Nullable String shape, String cause)
      throws IOException {
    PretrainedFixture fixture = new PretrainedFixture("bert", 1);
    fixture.tensors.remove(name);
    if (shape != null) {
      fixture.add(
          name,
          1,
          0,
          Arrays.stream(shape.split(",")).map(Integer::valueOf).toArray(Integer[]::new));
    }
    Path folder = fixture.write(temporary.resolve("m"));

    assertRefused(folder, null, folder.resolve("model.safetensors"), cause);
  }

  @Test
  void blocksThatDoNotFitAreRefused() throws IOException {
    Path folder = new PretrainedFixture("bert", 1).write(temporary.resolve("m"));

    assertThatThrownBy(() -> build(folder, null, "int4-block-32"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("its 48 columns are no whole number of blocks of 32; choose another");
  }

  @Test
  void aBaseWithoutAnAdapterIsRefused() throws IOException {
    Path folder = new PretrainedFixture("bert", 1).write(temporary.resolve("m"));

    assertRefused(folder, folder, folder, "holds no adapter that could have a base; leave --base");
  }

  private static void assertRefused(Path folder, @Nullable Path base, Path subject, String cause) {
    assertThatThrownBy(() -> PretrainedModel.open(folder, base).close())
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(subject + ": ")
        .hasMessageContaining(cause)
        .hasMessageNotContaining("\n");
  }

  private String digest(Path folder) throws IOException {
    return Digests.sha256(build(folder, null, "float32"));
  }

  private Path build(Path folder, @Nullable Path base, String form) throws IOException {
    Path file = temporary.resolve("built").resolve("model.onnx");
    try (PretrainedModel model = PretrainedModel.open(folder, base)) {
      model.write(NumericForm.of(form), file, Progress.NONE);
    }
    return file;
  }

  /**
   * How far logits are from the reference.
   *
   * @param relative the root mean square of differences, as a part of that of logits
   */
  private record Differences(double largest, double relative) {}

  private static Differences compare(Path model, PretrainedFixture fixture) throws OrtException {
    var reference = new PretrainedReference(fixture.config, fixture.tensors);
    long padding = ((Number) fixture.config.get("pad_token_id")).longValue();
    RandomGenerator random = new SplittableRandom(23);
    double largest = 0;
    double errors = 0;
    double squares = 0;
    try (OnnxRuns runs = new OnnxRuns(model)) {
      for (int sequence : new int[] {1, 2, 9, PretrainedFixture.POSITIONS - 2}) {
        int batch = random.nextInt(1, 5);
        long[][] ids = new long[batch][sequence];
        long[][] mask = new long[batch][sequence];
        long[][] types = new long[batch][sequence];
        for (int row = 0; row < batch; row++) {
          int length = random.nextInt(1, sequence + 1);
          Arrays.fill(mask[row], 0, length, 1);
          Arrays.fill(ids[row], padding);
          for (int t = 0; t < length; t++) {
            ids[row][t] = random.nextInt(2, PretrainedFixture.VOCABULARY);
            types[row][t] = random.nextInt(2);
          }
        }
        float[] logits = runs.run(ids, mask, types).get("logits");
        assertThat(logits).hasSize(batch * PretrainedFixture.LABELS);
        for (int row = 0; row < batch; row++) {
          double[] expected = reference.logits(ids[row], mask[row], types[row]);
          for (int label = 0; label < expected.length; label++) {
            double error = logits[row * expected.length + label] - expected[label];
            largest = Math.max(largest, Math.abs(error));
            errors += error * error;
            squares += expected[label] * expected[label];
          }
        }
      }
    }
    return new Differences(largest, Math.sqrt(errors / squares));
  }
}
