package io.github.bertmark.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import io.github.bertmark.Digests;
import io.github.bertmark.InputException;
import io.github.bertmark.classify.SessionSettings;
import io.github.bertmark.classify.tokens.BenchmarkQuery;
import io.github.bertmark.export.TinyModels;
import io.github.bertmark.host.HostProbe;
import io.github.bertmark.machine.Product;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.raw.GraphRecord;
import io.github.bertmark.run.GraphReport;
import io.github.bertmark.run.GraphReport.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ONNX Runtime's own graph of a tiny BERT: 2 layers, 2 heads of 64, inner width 256, 5 labels. */
class GraphInspectorTest {
  private static final long HIDDEN = 128;
  private static final long INNER = 256;
  private static final long LAYERS = 2;
  private static final long LABELS = 5;

  @TempDir Path folder;

  private GraphRecord inspect(ModelVariant variant) throws IOException {
    return new GraphInspector(HostProbe.environment())
        .inspect(
            variant, SessionSettings.ofThreads(1), BenchmarkQuery.TEXT, folder.resolve("scratch"));
  }

  @Test
  void readsWhatOnnxRuntimeRan() throws IOException {
    ModelVariant variant = TinyModels.build(folder, "tiny");
    GraphRecord record = inspect(variant);
    GraphReport graph = record.graph();
    long tokens = graph.tokens();

    assertThat(record.modelSha256()).isEqualTo(Digests.sha256(variant.modelFile()));
    assertThat(folder.resolve("scratch")).doesNotExist();
    assertThat(graph.fusedOperators())
        .containsEntry("Attention", 2)
        .containsEntry("SkipLayerNormalization", 4)
        .containsEntry("BiasGelu", 2)
        .containsEntry("EmbedLayerNormalization", 1)
        .doesNotContainKeys("MatMul", "Cast");
    assertThat(graph.operators()).containsAllEntriesOf(graph.fusedOperators());

    long projections = 2 * tokens * HIDDEN * (3 * HIDDEN);
    long heads = 4 * tokens * tokens * HIDDEN;
    long output = 2 * tokens * HIDDEN * HIDDEN;
    long feedForward = 2 * 2 * tokens * HIDDEN * INNER;
    long ends = 2 * HIDDEN * HIDDEN + 2 * HIDDEN * LABELS;
    assertThat(graph.operationsPerCall())
        .isEqualTo(LAYERS * (projections + heads + output + feedForward) + ends);

    long layer =
        3 * HIDDEN * HIDDEN
            + 3 * HIDDEN
            + HIDDEN * HIDDEN
            + HIDDEN
            + 2 * HIDDEN * INNER
            + INNER
            + HIDDEN
            + 4 * HIDDEN;
    long pooler = HIDDEN * HIDDEN + HIDDEN;
    long classifier = HIDDEN * LABELS + LABELS;
    // A row of words and of positions for each token; there are but two token types.
    long embeddings = (2 * tokens + 2) * HIDDEN + 2 * HIDDEN;
    long bytes = 4 * (LAYERS * layer + pooler + classifier + embeddings);
    assertThat(graph.weightBytesRead()).isBetween(bytes, bytes + 100);

    assertThat(graph.products())
        .contains(
            new Product("float32", (int) tokens, 128, 384),
            new Product("float32", (int) tokens, 128, 256),
            new Product("float32", (int) tokens, 256, 128));
    assertThat(graph.operatorMillis()).isPositive();
    assertThat(graph.kernels().stream().mapToDouble(Kernel::timeShare).sum())
        .isCloseTo(1, within(1e-9));
    assertThat(graph.kernels())
        .filteredOn(kernel -> kernel.operator().equals("Attention"))
        .singleElement()
        .satisfies(
            kernel -> {
              assertThat(kernel.operations()).isEqualTo(LAYERS * projections);
              assertThat(kernel.kernel())
                  .startsWith("CPUExecutionProvider: MLAS SGEMM")
                  .endsWith("(inferred)");
            });
  }

  @Test
  void readsTheGraphOfAFileWithoutItsWeights() throws IOException {
    ModelVariant variant = TinyModels.build(folder, "tiny");
    OnnxGraph graph = OnnxGraph.read(variant.modelFile());

    assertThat(graph.operators()).containsKey("MatMul").doesNotContainKey("Attention");
    assertThat(graph.weights().values()).contains(new StoredTensor(1, List.of(HIDDEN, INNER)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a \"quoted\" \\\\ name, {\"args\": 1}"})
  void namesOfNodesDoNotMatter(String name) throws IOException {
    ModelVariant variant = TinyModels.build(folder, "tiny");
    GraphReport named = inspect(variant).graph();
    ModelProto.Builder model =
        ModelProto.parseFrom(Files.readAllBytes(variant.modelFile())).toBuilder();
    int index = 0;
    for (NodeProto.Builder node : model.getGraphBuilder().getNodeBuilderList()) {
      node.setName(name.isEmpty() ? "" : name + index++);
    }
    Files.write(variant.modelFile(), model.build().toByteArray());
    Files.deleteIfExists(variant.folder().resolve("export.json"));
    GraphReport renamed = inspect(variant).graph();

    assertThat(renamed.operationsPerCall()).isEqualTo(named.operationsPerCall());
    assertThat(renamed.weightBytesRead()).isEqualTo(named.weightBytesRead());
    assertThat(renamed.products()).isEqualTo(named.products());
    assertThat(renamed.fusedOperators()).isEqualTo(named.fusedOperators());
  }

  @Test
  void refusesWhatIsNoGraph() throws IOException {
    Path file = Files.writeString(folder.resolve("no.onnx"), "this is not a model");
    assertThatThrownBy(() -> OnnxGraph.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file.toString());
    Path trace = Files.writeString(folder.resolve("trace.json"), "[{\"cat\": \"Session\"}]");
    assertThatThrownBy(() -> Trace.read(trace))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("without the run of a node");
  }

  @Test
  void leavesNothingBehindIfTheModelIsDamaged() throws IOException {
    ModelVariant variant = TinyModels.build(folder, "tiny");
    Files.writeString(variant.modelFile(), "not a model");
    assertThatThrownBy(() -> inspect(variant)).isInstanceOf(InputException.class);
    assertThat(folder.resolve("scratch")).doesNotExist();
  }
}
