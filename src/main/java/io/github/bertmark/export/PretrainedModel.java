package io.github.bertmark.export;

import io.github.bertmark.AtomicFiles;
import io.github.bertmark.DiskSpace;
import io.github.bertmark.InputException;
import io.github.bertmark.PlainText;
import io.github.bertmark.Progress;
import io.github.bertmark.checkpoint.adapter.LowRankAdapter;
import io.github.bertmark.checkpoint.weights.WeightFiles;
import io.github.bertmark.model.NumericForm;
import io.github.bertmark.onnx.GraphBuilder;
import io.github.bertmark.onnx.OnnxFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A sequence classifier in the layout of Hugging Face's {@code save_pretrained}, or an adapter of
 * PEFT on top of a model in that layout. All is checked when it is opened; values of weights are
 * read when a file is written.
 */
public final class PretrainedModel implements Closeable {
  private final ModelConfig config;
  private final WeightFiles weights;
  private final @Nullable LowRankAdapter adapter;
  private final Path folder;
  private final Path home;
  private final int labels;

  private PretrainedModel(
      ModelConfig config,
      WeightFiles weights,
      @Nullable LowRankAdapter adapter,
      Path folder,
      Path home) {
    this.config = config;
    this.weights = weights;
    this.adapter = adapter;
    this.folder = folder;
    this.home = home;
    this.labels = weights().labels();
    if (labels < 2) {
      throw new InputException(
          weights.main(),
          "its classifier gives one number, not one for each label",
          "name a model that was trained to choose between labels");
    }
    file(NumericForm.FLOAT32, false);
  }

  /** Whether a folder holds {@code config.json} and weights, without looking at them. */
  public static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(ModelConfig.FILE)) && WeightFiles.areIn(folder);
  }

  /** Whether a folder holds an adapter, which has to be opened with its base. */
  public static boolean isAdapter(Path folder) {
    return LowRankAdapter.isIn(folder);
  }

  /**
   * Opens a model.
   *
   * @param base the folder of the model that an adapter in {@code folder} is for; null if there is
   *     none
   * @throws InputException if a file is missing or corrupt, files do not fit each other, or the
   *     model is of a kind that cannot be exported
   */
  public static PretrainedModel open(Path folder, @Nullable Path base) throws IOException {
    boolean adapted = isAdapter(folder);
    if (adapted && base == null) {
      throw withoutBase(folder);
    }
    if (!adapted && base != null) {
      throw new InputException(
          folder, "holds no adapter that could have a base", "leave --base out");
    }
    Path home = base == null ? folder : base;
    ModelConfig config = ModelConfig.read(home, !adapted);
    LowRankAdapter adapter = adapted ? LowRankAdapter.read(folder) : null;
    WeightFiles weights = WeightFiles.open(home);
    try {
      return new PretrainedModel(config, weights, adapter, folder, home);
    } catch (RuntimeException e) {
      weights.close();
      throw e;
    }
  }

  /** The refusal of an adapter whose base is not named. */
  public static InputException withoutBase(Path folder) {
    return new InputException(
        folder,
        "holds an adapter, which is no model by itself",
        "name the folder of the model that it is for: --base FOLDER");
  }

  /** In words: what it is, its size, and where its weights lie. */
  public String description() {
    Architecture architecture = config.architecture();
    String text =
        "%s, %d layers of %d, %s"
            .formatted(
                config.modelClass().isEmpty() ? architecture.family() : config.modelClass(),
                architecture.layers(),
                architecture.hidden(),
                weights.description());
    return adapter == null
        ? text
        : text
            + ", with an adapter of rank %d made for %s"
                .formatted(adapter.config().rank(), adapter.config().base());
  }

  /** What speaks against its base being the adapter's, in a sentence; null if nothing does. */
  public @Nullable String doubt() {
    String made = adapter == null ? "" : adapter.config().base();
    Path real = home.toAbsolutePath().normalize();
    // A snapshot of the hub lies in models--ORG--NAME/snapshots/COMMIT.
    boolean alike =
        made.isBlank()
            || lastOf(made).equals(lastOf(config.name()))
            || lastOf(made).equals(lastOf(real.toString()))
            || real.toString().contains("models--" + made.replace("/", "--"));
    return alike
        ? null
        : "WARNING: the adapter was made for %s, and nothing says that %s is that model"
            .formatted(PlainText.quoted(made), real);
  }

  private static String lastOf(String name) {
    String[] parts = name.split("[/\\\\]+");
    return parts.length == 0 ? "" : parts[parts.length - 1].toLowerCase(Locale.ROOT);
  }

  /** The number of labels that it chooses between. */
  public int labels() {
    return labels;
  }

  /** The number of tokens that it can take, special ones included. */
  public int maximumLength() {
    return config.architecture().maximumLength();
  }

  /** All files that a built model depends on. */
  public List<Path> files() {
    List<Path> files = new ArrayList<>(weights.files());
    files.add(0, home.resolve(ModelConfig.FILE));
    if (adapter != null) {
      files.addAll(LowRankAdapter.files(folder));
    }
    return List.copyOf(files);
  }

  /**
   * The size of the model's file.
   *
   * @throws InputException if its sizes do not fit the form's blocks
   */
  public long bytes(NumericForm form) {
    return file(form, false).bytes();
  }

  /**
   * Writes the model as an ONNX file with the inputs of its family and the output {@code logits}
   * [batch, labels]. The same numbers give the same bytes, whatever file they came from.
   *
   * @throws InputException if its sizes do not fit the form's blocks, or the disk is full
   */
  public void write(NumericForm form, Path modelFile, Progress progress) throws IOException {
    OnnxFile file = file(form, false);
    Path target = modelFile.toAbsolutePath();
    Files.createDirectories(target.resolveSibling("."));
    DiskSpace.require(target.resolveSibling("."), file.bytes(), "free some");
    try (Progress.Task written = progress.start("export " + form, file.bytes())) {
      AtomicFiles.write(target, out -> file.writeTo(out, written));
    }
  }

  /**
   * The model in a form, not yet written.
   *
   * @param innerOutputs whether it has the encoder's and the pooler's outputs too
   */
  OnnxFile file(NumericForm form, boolean innerOutputs) {
    SortedSet<String> others = form.groupsOfLayersFrom(config.architecture().layers());
    if (!others.isEmpty()) {
      throw new InputException(
          folder,
          "has no " + others.first() + ": its layers are " + config.architecture().layers(),
          "name them from layer.0 on, as layer.0.output");
    }
    CheckpointWeights all = weights();
    GraphBuilder graph =
        ClassifierGraph.build(config.architecture(), all, form, labels, innerOutputs);
    all.requireAllUsed();
    SortedMap<String, String> properties = new TreeMap<>();
    properties.put("architecture", config.architecture().family().name().toLowerCase(Locale.ROOT));
    properties.put("form", form.toString());
    return new OnnxFile(graph, ClassifierGraph.OPSET, Exporter.VERSION, properties);
  }

  private CheckpointWeights weights() {
    return new CheckpointWeights(config.architecture(), weights, adapter, folder);
  }

  @Override
  public void close() throws IOException {
    weights.close();
  }
}
