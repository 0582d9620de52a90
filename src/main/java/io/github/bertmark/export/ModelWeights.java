package io.github.bertmark.export;

import io.github.bertmark.InputException;
import io.github.bertmark.checkpoint.Checkpoint;
import io.github.bertmark.checkpoint.Family;
import io.github.bertmark.checkpoint.FloatTensor;
import io.github.bertmark.checkpoint.LayerPart;
import io.github.bertmark.checkpoint.adapter.LowRankAdapter;
import io.github.bertmark.checkpoint.adapter.LowRankUpdate;
import io.github.bertmark.onnx.Weight;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * The weights of a fine-tuned model: those of the base that it started from, plus the adapter's
 * low-rank updates, or the adapter's own where a module was trained in full.
 */
final class ModelWeights implements ClassifierWeights {
  private final Family family;
  private final Checkpoint base;
  private final List<Integer> baseLayers;
  private final LowRankAdapter adapter;
  private final Path adapterFolder;
  private final Set<String> used = new HashSet<>();

  /**
   * @param baseLayers the layer of the base that each layer starts from
   * @param adapterFolder where the adapter lies, for errors
   */
  ModelWeights(
      Family family,
      Checkpoint base,
      List<Integer> baseLayers,
      LowRankAdapter adapter,
      Path adapterFolder) {
    this.family = family;
    this.base = base;
    this.baseLayers = baseLayers;
    this.adapter = adapter;
    this.adapterFolder = adapterFolder;
  }

  @Override
  public Weight embeddings(String kind) {
    return tensor(family.embeddings(kind + ".weight"), "bert.embeddings." + kind + ".weight");
  }

  /**
   * The position embeddings. A family without token types gets the first type's embedding added to
   * each, as its base adds that to every token.
   */
  @Override
  public Weight positions() {
    Weight positions = embeddings("position_embeddings");
    if (family.hasTokenTypes() || trained(positions.name()).isPresent()) {
      return positions;
    }
    FloatTensor types = base.tensor("bert.embeddings.token_type_embeddings.weight");
    return new Weight(
        positions.name(), positions.shape(), () -> positions.values().get().plusFirstRow(types));
  }

  @Override
  public EncoderNodes.Norm embeddingsNorm() {
    return new EncoderNodes.Norm(embeddingsNorm("weight"), embeddingsNorm("bias"));
  }

  private Weight embeddingsNorm(String kind) {
    return tensor(family.embeddings("LayerNorm." + kind), "bert.embeddings.LayerNorm." + kind);
  }

  /** Google's embeddings are as wide as its hidden states. */
  @Override
  public Weight projection() {
    throw new UnsupportedOperationException("embeddings_project");
  }

  @Override
  public Weight projectionBias() {
    return projection();
  }

  @Override
  public EncoderNodes.Norm norm(int layer, LayerPart part) {
    return new EncoderNodes.Norm(vector(layer, part, "weight"), vector(layer, part, "bias"));
  }

  @Override
  public Weight linear(int layer, LayerPart part) {
    return linear(family.module(layer, part), baseModule(layer, part));
  }

  @Override
  public Weight bias(int layer, LayerPart part) {
    return vector(layer, part, "bias");
  }

  private Weight vector(int layer, LayerPart part, String kind) {
    return tensor(family.module(layer, part) + "." + kind, baseModule(layer, part) + "." + kind);
  }

  @Override
  public Weight pooler() {
    String module = family.pooler();
    return family == Family.BERT ? linear(module, module) : head(module, hidden());
  }

  @Override
  public Weight poolerBias() {
    String name = family.pooler() + ".bias";
    return family == Family.BERT ? tensor(name, name) : headBias(name, hidden());
  }

  @Override
  public Weight classifier() {
    return head("classifier", labels());
  }

  @Override
  public Weight classifierBias() {
    return headBias("classifier.bias", labels());
  }

  @Override
  public int labels() {
    return transposed(required("classifier.weight")).shape().get(1);
  }

  private int hidden() {
    return base.tensor("bert.embeddings.word_embeddings.weight").shape().get(1);
  }

  /** Fails if the adapter holds what this model has no place for. */
  void requireAllUsed() {
    SortedSet<String> left = adapter.names();
    left.removeAll(used);
    if (!left.isEmpty()) {
      throw unusable(left.first() + " has no place in a " + family);
    }
  }

  private String baseModule(int layer, LayerPart part) {
    return Family.BERT.module(baseLayers.get(layer), part);
  }

  private Weight tensor(String name, String baseName) {
    FloatTensor initial = base.tensor(baseName);
    FloatTensor values = trained(name).orElse(initial);
    if (!values.shape().equals(initial.shape())) {
      throw unusable(values + " should be " + initial.shape());
    }
    return new Weight(name, values.shape(), () -> values);
  }

  private Weight linear(String module, String baseModule) {
    String name = module + ".weight";
    FloatTensor initial = base.tensor(baseModule + ".weight");
    Weight full = trained(name).map(this::transposed).orElse(null);
    if (full != null) {
      return withShape(full, initial.shape());
    }
    LowRankUpdate update = adapter.update(module).orElse(null);
    if (update == null) {
      return new Weight(name, initial.shape(), () -> initial);
    }
    used.add(module + ".lora_A.weight");
    used.add(module + ".lora_B.weight");
    Weight updated = new Weight(name, update.shape(), () -> updated(name, initial, update));
    return withShape(updated, initial.shape());
  }

  private static FloatTensor updated(String name, FloatTensor initial, LowRankUpdate update) {
    float[] values = initial.toArray();
    update.addTo(values);
    return FloatTensor.of(name, initial.shape(), values);
  }

  private Weight withShape(Weight weight, List<Integer> shape) {
    if (!weight.shape().equals(shape)) {
      throw unusable(weight.name() + " is for " + weight.shape() + ", not for " + shape);
    }
    return weight;
  }

  private Weight head(String module, int outputs) {
    FloatTensor tensor = required(module + ".weight");
    return withShape(transposed(tensor), List.of(hidden(), outputs));
  }

  private Weight headBias(String name, int outputs) {
    FloatTensor tensor = required(name);
    if (!tensor.shape().equals(List.of(outputs))) {
      throw unusable(tensor + " should be [" + outputs + "]");
    }
    return Weight.of(tensor);
  }

  private FloatTensor required(String name) {
    return trained(name).orElseThrow(() -> unusable("there is no " + name));
  }

  private Optional<FloatTensor> trained(String name) {
    used.add(name);
    return adapter.tensor(name);
  }

  private Weight transposed(FloatTensor matrix) {
    if (matrix.shape().size() != 2) {
      throw unusable(matrix + " is not a matrix");
    }
    List<Integer> shape = List.of(matrix.shape().get(1), matrix.shape().get(0));
    return new Weight(matrix.name(), shape, matrix::transposed);
  }

  private InputException unusable(String cause) {
    return new InputException(
        adapterFolder, "its adapter does not fit: " + cause, "make it again with `train`");
  }
}
