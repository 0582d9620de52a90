package io.github.bertmark.export;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.bertmark.model.ModelVariant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassifierGraphTest {
  @TempDir Path models;

  /** Two layers: an attention and two skips each, one GELU each, one embedding. */
  @ParameterizedTest
  @CsvSource({"bert", "distilbert"})
  void onnxRuntimeFusesEverything(String architecture) throws IOException, OrtException {
    ModelVariant variant = TinyModels.build(models, "tiny", architecture, TinyModels.LABELS);

    Map<String, Long> operators = optimisedOperators(variant.modelFile());

    assertThat(operators)
        .containsEntry("Attention", 2L)
        .containsEntry("SkipLayerNormalization", 4L)
        .containsEntry("BiasGelu", 2L)
        .containsEntry("EmbedLayerNormalization", 1L)
        .doesNotContainKeys("Softmax", "LayerNormalization", "Erf", "ReduceMean", "Where");
  }

  private Map<String, Long> optimisedOperators(Path model) throws OrtException, IOException {
    Path optimised = models.resolve("optimised.onnx");
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      options.setOptimizedModelFilePath(optimised.toString());
      OrtEnvironment.getEnvironment().createSession(model.toString(), options).close();
    }
    return ModelProto.parseFrom(Files.readAllBytes(optimised)).getGraph().getNodeList().stream()
        .collect(Collectors.groupingBy(NodeProto::getOpType, Collectors.counting()));
  }
}
