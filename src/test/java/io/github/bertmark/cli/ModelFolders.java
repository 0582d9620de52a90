package io.github.bertmark.cli;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import io.github.bertmark.Json;
import io.github.bertmark.checkpoint.ElementType;
import io.github.bertmark.checkpoint.FloatTensor;
import io.github.bertmark.checkpoint.adapter.AdapterConfig;
import io.github.bertmark.checkpoint.adapter.LowRankAdapter;
import io.github.bertmark.checkpoint.weights.Safetensors;
import io.github.bertmark.checkpoint.weights.TorchFiles;
import io.github.bertmark.export.PretrainedFixture;
import io.github.bertmark.export.TinyModels;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.tokenizer.TokenizerFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Makes folders of models as strangers keep them, each of one kind. */
final class ModelFolders {
  private static final String VOCABULARY =
      "[PAD] [UNK] [CLS] [SEP] [MASK] a b c d e f g h i j k l m n o p q r s t u v w x y z ##a ##e ##i"
          + " ##l ##o ##n ##r ##s ##t";

  private final Path home;
  private final ModelVariant tiny;

  /**
   * @param home where the folders are made
   */
  ModelFolders(Path home) throws IOException {
    this.home = home;
    this.tiny = TinyModels.build(home, "tiny");
  }

  /** The ready graph of the others, as bertmark itself keeps it. */
  ModelVariant tiny() {
    return tiny;
  }

  /** A ready export: the graph by that name, its tokenizer and its configuration. */
  Path export(String graph) throws IOException {
    Path folder = Files.createDirectories(home.resolve("model"));
    Path file = folder.resolve(graph);
    Files.createDirectories(file.getParent());
    Files.copy(tiny.modelFile(), file);
    Files.copy(tiny.tokenizerFile(), folder.resolve("tokenizer.json"));
    Json.write(
        folder.resolve("config.json"),
        Map.of(
            "architectures",
            List.of("BertForSequenceClassification"),
            "model_type",
            "bert",
            "max_position_embeddings",
            tiny.maximumLength(),
            "id2label",
            labels()));
    return folder;
  }

  /** The same with all large weights in a file of that name, which is written if it can be. */
  Path externalExport(String location) throws IOException {
    Path folder = export("model.onnx");
    ModelProto.Builder model =
        ModelProto.parseFrom(Files.readAllBytes(tiny.modelFile())).toBuilder();
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (TensorProto.Builder tensor : model.getGraphBuilder().getInitializerBuilderList()) {
      ByteString raw = tensor.getRawData();
      if (raw.size() > 1024) {
        tensor
            .clearRawData()
            .setDataLocation(TensorProto.DataLocation.EXTERNAL)
            .addExternalData(entry("location", location))
            .addExternalData(entry("offset", "" + data.size()))
            .addExternalData(entry("length", "" + raw.size()));
        data.writeBytes(raw.toByteArray());
      }
    }
    Files.write(folder.resolve("model.onnx"), model.build().toByteArray());
    Files.write(folder.resolve(location), data.toByteArray());
    return folder;
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }

  /** A checkpoint's configuration and vocabulary, without weights. */
  PretrainedFixture described(String modelType, Path folder) throws IOException {
    PretrainedFixture fixture = new PretrainedFixture(modelType, 5);
    fixture.config.put("id2label", labels());
    fixture.writeConfig(folder);
    Files.writeString(folder.resolve("vocab.txt"), VOCABULARY.replace(' ', '\n'));
    Files.writeString(folder.resolve("tokenizer_config.json"), "{\"do_lower_case\": true}");
    return fixture;
  }

  /** A whole checkpoint in one file of safetensors. */
  Path checkpoint(String modelType, ElementType type) throws IOException {
    Path folder = home.resolve("model");
    PretrainedFixture fixture = described(modelType, folder);
    Safetensors.write(folder.resolve("model.safetensors"), fixture.all(), type);
    return folder;
  }

  /** The same with the only tokenizer that such a model can have. */
  Path withTokenizer(String modelType) throws IOException {
    Path folder = checkpoint(modelType, ElementType.F32);
    described("bert", home.resolve("words"));
    TokenizerFiles.write(home.resolve("words"), folder.resolve("tokenizer.json"));
    return folder;
  }

  Path checkpointOf(String setting, Object value) throws IOException {
    Path folder = checkpoint("bert", ElementType.F32);
    PretrainedFixture fixture = described("bert", folder);
    fixture.config.put(setting, value);
    fixture.writeConfig(folder);
    return folder;
  }

  /** An encoder without a classifier. */
  Path encoder() throws IOException {
    Path folder = home.resolve("model");
    List<FloatTensor> all = new ArrayList<>(described("bert", folder).all());
    all.removeIf(tensor -> tensor.name().startsWith("classifier."));
    Safetensors.write(folder.resolve("model.safetensors"), all, ElementType.F32);
    return folder;
  }

  /** A pickle that would run a command. */
  Path poisoned() throws IOException {
    Path folder = pickled();
    TorchFiles.zip(
        folder.resolve("pytorch_model.bin"),
        "cos\nsystem\n(tR.".getBytes(StandardCharsets.US_ASCII),
        Map.of());
    return folder;
  }

  Path pickled() throws IOException {
    Path folder = home.resolve("model");
    PretrainedFixture fixture = described("bert", folder);
    TorchFiles.write(
        folder.resolve("pytorch_model.bin"), fixture.all(), ElementType.F32, name -> false);
    return folder;
  }

  Path sharded() throws IOException {
    Path folder = home.resolve("model");
    List<FloatTensor> all = new ArrayList<>(described("bert", folder).all());
    Map<String, String> map = new TreeMap<>();
    for (int shard = 0; shard < 2; shard++) {
      String name = "model-0000%d-of-00002.safetensors".formatted(shard + 1);
      List<FloatTensor> part = all.subList(all.size() * shard / 2, all.size() * (shard + 1) / 2);
      Safetensors.write(folder.resolve(name), part, ElementType.F32);
      part.forEach(tensor -> map.put(tensor.name(), name));
    }
    Json.write(
        folder.resolve("model.safetensors.index.json"),
        Map.of("metadata", Map.of("total_size", 1), "weight_map", map));
    return folder;
  }

  /** RoBERTa's way to cut texts: bytes, and pairs of them. */
  Path byteLevel() throws IOException {
    Path folder = checkpoint("roberta", ElementType.F32);
    Files.delete(folder.resolve("vocab.txt"));
    Files.writeString(folder.resolve("tokenizer_config.json"), "{}");
    Map<String, Integer> ids = new LinkedHashMap<>();
    for (String token :
        "<s> <pad> </s> <unk> a b c d e f g h i j k l m n o p q r s t u v w x y z \u0120 he \u0120he"
            .split(" ", -1)) {
      ids.put(token, ids.size());
    }
    ids.put("<mask>", ids.size());
    Json.write(folder.resolve("vocab.json"), ids);
    Files.writeString(folder.resolve("merges.txt"), "#version: 0.2\nh e\n\u0120 he\n");
    return folder;
  }

  /** A base in {@code base}, and an adapter of PEFT for it. */
  Path adapter(boolean former, int width) throws IOException {
    PretrainedFixture base = described("bert", home.resolve("base"));
    base.config.remove("id2label");
    base.write(home.resolve("base"));
    Path folder = home.resolve("model");
    String query = "bert.encoder.layer.1.attention.self.query";
    List<FloatTensor> trained =
        List.of(
            random(query + ".lora_A.weight", 2, width),
            random(query + ".lora_B.weight", width, 2),
            random("classifier.weight", labels().size(), width),
            random("classifier.bias", labels().size()));
    new LowRankAdapter(
            new AdapterConfig("some/other", 2, 4, 0, List.of("query"), List.of("classifier")),
            trained)
        .write(folder, ElementType.F32);
    Files.delete(folder.resolve("adapter.sha256"));
    if (former) {
      Files.delete(folder.resolve("adapter_model.safetensors"));
      TorchFiles.write(
          folder.resolve("adapter_model.bin"),
          trained.stream()
              .map(t -> new FloatTensor("base_model.model." + t.name(), t.shape(), t.bytes()))
              .toList(),
          ElementType.F32,
          name -> false);
    }
    return folder;
  }

  private static FloatTensor random(String name, Integer... shape) {
    SplittableRandom random = new SplittableRandom(name.hashCode());
    float[] values = new float[shape.length == 1 ? shape[0] : shape[0] * shape[1]];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(-32, 33) / 64f;
    }
    return FloatTensor.of(name, List.of(shape), values);
  }

  private static Map<String, String> labels() {
    Map<String, String> labels = new TreeMap<>();
    for (int i = 0; i < TinyModels.LABELS.size(); i++) {
      labels.put("" + i, TinyModels.LABELS.get(i));
    }
    return labels;
  }
}
