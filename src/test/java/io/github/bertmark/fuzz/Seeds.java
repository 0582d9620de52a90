package io.github.bertmark.fuzz;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bertmark.Json;
import io.github.bertmark.ab.AbDocument;
import io.github.bertmark.ab.Side;
import io.github.bertmark.checkpoint.ElementType;
import io.github.bertmark.checkpoint.FloatTensor;
import io.github.bertmark.checkpoint.jar.CheckpointJars;
import io.github.bertmark.checkpoint.weights.Safetensors;
import io.github.bertmark.checkpoint.weights.TorchFiles;
import io.github.bertmark.comparison.NoiseFloor;
import io.github.bertmark.comparison.Policy;
import io.github.bertmark.export.PretrainedFixture;
import io.github.bertmark.gate.Gate;
import io.github.bertmark.run.RunFiles;
import io.github.bertmark.run.RunFixture;
import io.github.bertmark.run.StoredRun;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.tokenizer.TokenizerFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** An input of each parser that is as it should be, small so that mutants hit what matters. */
final class Seeds {
  private static final List<String> VOCABULARY =
      List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "##b");

  private Seeds() {}

  /**
   * Makes one.
   *
   * @param folder for what has to be written on the way
   */
  static byte[] of(Parser parser, Path folder) throws IOException {
    return switch (parser) {
      case RUN -> Json.toBytes(run(folder, 1).document());
      case UNSIGNED_RUN -> unsigned(run(folder, 1), folder.resolve("unsigned"));
      case POLICY -> Json.toBytes(Policy.DEFAULT);
      case COMPARISON ->
          Json.toBytes(new Gate(Policy.DEFAULT).compare(run(folder, 1), run(folder, 2)));
      case NOISE ->
          Json.toBytes(
              Map.of(
                  "schemaVersion",
                  NoiseFloor.SCHEMA_VERSION,
                  "floor",
                  new NoiseFloor(fixture().provenance().environment(), 5, Map.of("tiny", 0.1))));
      case AB ->
          Json.toBytes(
              new AbDocument(
                  AbDocument.SCHEMA_VERSION,
                  "first",
                  Instant.EPOCH,
                  "0.1.0",
                  "bertmark ab",
                  "tiny",
                  7,
                  List.of(Side.BASE, Side.CANDIDATE),
                  List.of()));
      case JMH -> Files.readAllBytes(fixture().write(folder).jmh());
      case JMH_FORK -> {
        RunFixture one = RunFixture.of(RunFixture.BERT).withForks(1).withIterations(3);
        yield Files.readAllBytes(one.write(folder).jmh());
      }
      case FORK_RECORD, FORK_FACTS ->
          Json.toBytes(
              fixture().forkRecord(RunFixture.BERT, "classify", 1, Map.of("pin_change", 13L)));
      case GRAPH_RECORD -> reference("results/reference/graph/distilbert-3l-int8.json");
      case PROVENANCE -> Json.toBytes(fixture().provenance());
      case EVALUATION -> Json.toBytes(fixture().evaluation(RunFixture.BERT));
      case PREDICTIONS ->
          utf8("index,expected,predicted,score\n0,balance,oos,0.5\n1,\"b \"\"q\"\"\",oos,1e-3\n");
      case CLINC150 ->
          utf8(
              "{\"train\":[[\"hi\",\"a\"]],\"oos_train\":[[\"x\",\"oos\"]],\"val\":[[\"ho\",\"a\"]],"
                  + "\"oos_val\":[[\"y\",\"oos\"]],\"test\":[[\"hu \\u00e9\",\"a\"]],"
                  + "\"oos_test\":[[\"z\",\"oos\"]]}");
      case DATA_CSV -> utf8("text,label,domain\n\"a \"\"b\"\"\",no,x\nc \u00e9,yes,y\n\nd,no,x");
      case DATA_JSON ->
          utf8(
              "{\"text\":\"a\",\"label\":\"no\"}\n{\"label\":1.0,\"text\":\"\\u00e9\",\"x\":[null]}\n");
      case VARIANT ->
          utf8(
              "{\"id\":\"tiny\",\"displayName\":\"Tiny\",\"labels\":[\"no\",\"yes\"],"
                  + "\"maximumLength\":64,\"session\":{\"threads\":1,\"entries\":{\"a.b\":\"1\"}},"
                  + "\"source\":{\"architecture\":\"bert\",\"base\":\"g:a:1\",\"layers\":[0],"
                  + "\"adapter\":\".\",\"form\":{\"linear\":\"int8\",\"embeddings\":\"float32\","
                  + "\"exceptions\":{\"layer.0.output\":\"int4-block-32\"}}}}");
      case ADAPTER_CONFIG -> {
        Safetensors.write(folder.resolve("adapter_model.safetensors"), List.of(), ElementType.F32);
        yield reference("models/distilbert/adapter_config.json");
      }
      case SAFETENSORS -> {
        Path file = folder.resolve("seed.safetensors");
        Safetensors.write(file, List.of(tensor("a"), tensor("b")), ElementType.F16);
        yield Files.readAllBytes(file);
      }
      case MODEL_CONFIG ->
          Files.readAllBytes(
              new PretrainedFixture("electra", 1).write(folder).resolve("config.json"));
      case MODEL_SAFETENSORS -> {
        Path file = folder.resolve("seed.safetensors");
        Safetensors.write(file, List.of(tensor("a"), tensor("b")), ElementType.BF16);
        yield Files.readAllBytes(file);
      }
      case PYTORCH_MODEL -> {
        Path file = folder.resolve("seed.bin");
        TorchFiles.write(file, List.of(tensor("a"), tensor("b")), ElementType.F16, "b"::equals);
        yield Files.readAllBytes(file);
      }
      case CHECKPOINT_INDEX -> CheckpointJars.index();
      case CHECKPOINT_JAR -> {
        Path jar = folder.resolve("seed.jar");
        CheckpointJars.write(
            jar, VOCABULARY, List.of(tensor("bert/encoder/layer_0/output/dense/kernel")));
        yield Files.readAllBytes(jar);
      }
      case TOKENIZER -> {
        Path file = folder.resolve("seed-tokenizer.json");
        TokenizerFile.write(file, VOCABULARY, "seed");
        yield Files.readAllBytes(file);
      }
      case ONNX -> model().toByteArray();
      case TRACE ->
          utf8(
              "[{\"cat\":\"Node\",\"name\":\"m_kernel_time\",\"dur\":5,\"args\":{\"op_name\":"
                  + "\"MatMul\",\"provider\":\"CPU\",\"node_index\":\"0\",\"input_type_shape\":"
                  + "[{\"float\":[1,2]}],\"output_type_shape\":[{\"float\":[1,3]}]}}]");
      case SESSION -> utf8("spinning=false,threads=2,optimization=all,session.x=1");
      case PRODUCT -> utf8("float32:11x768x3072");
      case TRAINING -> reference("models/distilbert/training.json");
      case TRAINING_RECORD -> reference("models/distilbert/training-record.json");
      case SENSITIVITY -> reference("models/distilbert-int8/sensitivity.json");
    };
  }

  private static RunFixture fixture() {
    return RunFixture.ofReferenceVariants().quick();
  }

  private static StoredRun run(Path folder, long seed) throws IOException {
    Path path = folder.resolve("run-" + seed);
    fixture().withSeed(seed).document(path).write(new RunFiles(path).run());
    return StoredRun.read(path);
  }

  /** With the predictions beside where it will lie, which it is to agree with. */
  private static byte[] unsigned(StoredRun run, Path folder) throws IOException {
    for (VariantResult variant : run.document().variants()) {
      Path predictions = new RunFiles(folder).predictions(variant.id());
      Files.createDirectories(predictions.getParent());
      Files.copy(
          run.files().predictions(variant.id()), predictions, StandardCopyOption.REPLACE_EXISTING);
    }
    ObjectNode json = Json.read(Json.toBytes(run.document()), ObjectNode.class, "the seed", "");
    json.remove(List.of("$schema", "sha256"));
    return Json.toBytes(json.put("schemaVersion", 2));
  }

  private static FloatTensor tensor(String name) {
    return FloatTensor.of(name, List.of(2, 2), 1, 2, 3, 4);
  }

  private static ModelProto model() {
    NodeProto node =
        NodeProto.newBuilder().setOpType("MatMul").addInput("x").addInput("w").setName("m").build();
    TensorProto weight =
        TensorProto.newBuilder().setName("w").setDataType(1).addDims(2).addDims(2).build();
    GraphProto graph = GraphProto.newBuilder().addNode(node).addInitializer(weight).build();
    return ModelProto.newBuilder().setIrVersion(8).setGraph(graph).build();
  }

  private static byte[] reference(String file) throws IOException {
    return Files.readAllBytes(Path.of(file));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
