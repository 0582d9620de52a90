package io.github.bertmark.export;

import io.github.bertmark.InputException;
import io.github.bertmark.checkpoint.Family;
import io.github.bertmark.checkpoint.FloatTensor;
import io.github.bertmark.checkpoint.LayerPart;
import io.github.bertmark.checkpoint.adapter.LowRankAdapter;
import io.github.bertmark.checkpoint.adapter.LowRankUpdate;
import io.github.bertmark.checkpoint.weights.StoredTensor;
import io.github.bertmark.checkpoint.weights.WeightFiles;
import io.github.bertmark.onnx.Weight;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The weights of a checkpoint in Hugging Face's layout, where linear layers are output x input, as
 * they are or with an adapter on top. Each shape is held against the one that config.json tells.
 */
final class CheckpointWeights implements ClassifierWeights {
  /** What classifiers are saved with and do not use: heads of pre-training, buffers. */
  private static final Pattern UNUSED =
      Pattern.compile(
          "(cls|lm_head|discriminator_predictions|generator_(predictions|lm_head)|qa_outputs"
              + "|vocab_(transform|layer_norm|projector))\\..*"
              + "|(.*\\.)?(position_ids|token_type_ids)|(.*\\.)?pooler\\.dense\\.(weight|bias)");

  private final Architecture architecture;
  private final Family family;
  private final WeightFiles files;
  private final @Nullable LowRankAdapter adapter;
  private final Path adapterFolder;
  private final Set<String> used = new HashSet<>();
  private final Set<String> usedOfAdapter = new HashSet<>();

  /**
   * @param adapter what was trained on top; null if nothing was
   * @param adapterFolder where the adapter lies, for errors
   */
  CheckpointWeights(
      Architecture architecture,
      WeightFiles files,
      @Nullable LowRankAdapter adapter,
      Path adapterFolder) {
    this.architecture = architecture;
    this.family = architecture.family();
    this.files = files;
    this.adapter = adapter;
    this.adapterFolder = adapterFolder;
  }

  @Override
  public Weight embeddings(String kind) {
    int rows =
        switch (kind) {
          case "word_embeddings" -> architecture.vocabulary();
          case "position_embeddings" -> architecture.positions();
          default -> architecture.tokenTypes();
        };
    return tensor(family.embeddings(kind + ".weight"), rows, architecture.embedding());
  }

  /** Where there is but one token type, or no input for it, every token gets the first's. */
  @Override
  public Weight positions() {
    Weight positions = embeddings("position_embeddings");
    if (architecture.hasTokenTypes() || architecture.tokenTypes() == 0) {
      return positions;
    }
    Weight types = embeddings("token_type_embeddings");
    return new Weight(
        positions.name(),
        positions.shape(),
        () -> positions.values().get().plusFirstRow(types.values().get()));
  }

  @Override
  public EncoderNodes.Norm embeddingsNorm() {
    return norm(family.embeddings("LayerNorm"), architecture.embedding());
  }

  @Override
  public Weight projection() {
    return linear(projectionName(), architecture.embedding(), architecture.hidden());
  }

  @Override
  public Weight projectionBias() {
    return tensor(projectionName() + ".bias", architecture.hidden());
  }

  private String projectionName() {
    return family.prefix() + "embeddings_project";
  }

  @Override
  public EncoderNodes.Norm norm(int layer, LayerPart part) {
    return norm(family.module(layer, part), architecture.hidden());
  }

  private EncoderNodes.Norm norm(String module, int size) {
    return new EncoderNodes.Norm(tensor(module + ".weight", size), tensor(module + ".bias", size));
  }

  @Override
  public Weight linear(int layer, LayerPart part) {
    int inputs = part == LayerPart.OUTPUT ? architecture.intermediate() : architecture.hidden();
    return linear(family.module(layer, part), inputs, outputs(part));
  }

  @Override
  public Weight bias(int layer, LayerPart part) {
    return tensor(family.module(layer, part) + ".bias", outputs(part));
  }

  private int outputs(LayerPart part) {
    return part == LayerPart.INTERMEDIATE ? architecture.intermediate() : architecture.hidden();
  }

  @Override
  public Weight pooler() {
    return linear(family.pooler(), architecture.hidden(), architecture.hidden());
  }

  @Override
  public Weight poolerBias() {
    return tensor(family.pooler() + ".bias", architecture.hidden());
  }

  @Override
  public Weight classifier() {
    return linear(family.classifier(), architecture.hidden(), labels());
  }

  @Override
  public Weight classifierBias() {
    return tensor(family.classifier() + ".bias", labels());
  }

  @Override
  public int labels() {
    String name = family.classifier() + ".weight";
    return trained(name).map(FloatTensor::shape).orElseGet(() -> stored(name).shape()).stream()
        .findFirst()
        .orElse(0);
  }

  /** Fails if there are weights that the model has no place for: it would not be that model. */
  void requireAllUsed() {
    SortedSet<String> left = new TreeSet<>(files.names());
    left.removeAll(used);
    left.removeIf(name -> UNUSED.matcher(name).matches());
    if (!left.isEmpty()) {
      throw new InputException(
          files.main(),
          "%s has no place in a %s of %d layers"
              .formatted(left.first(), family, architecture.layers()),
          "export the model to ONNX with the code that it was made with, and name that folder");
    }
    if (adapter != null) {
      left.addAll(adapter.names());
      left.removeAll(usedOfAdapter);
      if (!left.isEmpty()) {
        throw unfit(left.first() + " has no place in a " + family);
      }
    }
  }

  private Weight tensor(String name, Integer... shape) {
    return ofShape(name, List.of(shape));
  }

  private Weight ofShape(String name, List<Integer> shape) {
    FloatTensor trained = trained(name).orElse(null);
    if (trained != null) {
      find(name);
      if (!trained.shape().equals(shape)) {
        throw unfit(trained + " should be " + shape);
      }
      return Weight.of(trained);
    }
    StoredTensor stored = stored(name);
    if (!stored.shape().equals(shape)) {
      throw new InputException(
          files.main(),
          "%s is %s, %s says %s".formatted(name, stored.shape(), ModelConfig.FILE, shape),
          "get both from one place");
    }
    return new Weight(name, shape, stored.values());
  }

  private Weight linear(String module, int inputs, int outputs) {
    Weight whole = tensor(module + ".weight", outputs, inputs);
    List<Integer> shape = List.of(inputs, outputs);
    LowRankUpdate update = adapter == null ? null : adapter.update(module).orElse(null);
    if (update == null) {
      return new Weight(whole.name(), shape, () -> whole.values().get().transposed());
    }
    usedOfAdapter.add(module + ".lora_A.weight");
    usedOfAdapter.add(module + ".lora_B.weight");
    if (!update.shape().equals(shape)) {
      throw unfit(module + " is for " + update.shape() + ", not for " + shape);
    }
    Supplier<FloatTensor> updated =
        () -> {
          float[] values = whole.values().get().transposed().toArray();
          update.addTo(values);
          return FloatTensor.of(whole.name(), shape, values);
        };
    return new Weight(whole.name(), shape, updated);
  }

  private Optional<FloatTensor> trained(String name) {
    usedOfAdapter.add(name);
    return adapter == null ? Optional.empty() : adapter.tensor(name);
  }

  private StoredTensor stored(String name) {
    return find(name)
        .orElseThrow(
            () ->
                name.startsWith(family.prefix())
                    ? new InputException(
                        files.main(), "holds no " + name, "get it again, with all its files")
                    : new InputException(
                        files.main(),
                        "holds no " + name + ": the model is not fine-tuned for classification",
                        "name one that is, or an adapter that has it"));
  }

  /** A tensor, saved with the encoder's prefix or without, in the words of today or of 2018. */
  private Optional<StoredTensor> find(String name) {
    String old =
        name.replace("LayerNorm.weight", "LayerNorm.gamma")
            .replace("LayerNorm.bias", "LayerNorm.beta");
    for (String candidate : List.of(name, old, withoutPrefix(name), withoutPrefix(old))) {
      Optional<StoredTensor> found = files.find(candidate);
      if (found.isPresent()) {
        used.add(candidate);
        return found;
      }
    }
    return Optional.empty();
  }

  private String withoutPrefix(String name) {
    return name.startsWith(family.prefix()) ? name.substring(family.prefix().length()) : name;
  }

  private InputException unfit(String cause) {
    return new InputException(
        adapterFolder, "its adapter does not fit: " + cause, "name the model that it is for");
  }
}
