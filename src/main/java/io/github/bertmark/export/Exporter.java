package io.github.bertmark.export;

import io.github.bertmark.Digests;
import io.github.bertmark.InputException;
import io.github.bertmark.LeftOut;
import io.github.bertmark.PlainText;
import io.github.bertmark.Progress;
import io.github.bertmark.checkpoint.Bases;
import io.github.bertmark.checkpoint.Checkpoint;
import io.github.bertmark.checkpoint.Family;
import io.github.bertmark.checkpoint.adapter.LowRankAdapter;
import io.github.bertmark.checkpoint.jar.MavenBases;
import io.github.bertmark.model.Calibration;
import io.github.bertmark.model.ExportStamp;
import io.github.bertmark.model.ModelFiles;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.model.VariantSource;
import io.github.bertmark.onnx.GraphBuilder;
import io.github.bertmark.onnx.OnnxFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Builds a variant's {@code model.onnx} and {@code tokenizer.json} from pre-trained weights and the
 * variant's adapter, with no tool but Java.
 *
 * <p>The same inputs give the same bytes. Weights are streamed, so that the heap holds one at a
 * time, and a file appears whole or not at all.
 */
public final class Exporter implements Closeable {
  /** To be raised whenever the same inputs would give other bytes. */
  public static final String VERSION = "3";

  private final Bases bases;
  private final Progress progress;

  /** What was done about a variant. */
  public enum Outcome {
    /** Its files were built. */
    BUILT,
    /** Its files are what would be built, so nothing was done. */
    UP_TO_DATE,
    /** It has no source: its files are the user's own, and they are there. */
    READY_MADE
  }

  /**
   * An exporter that opens pre-trained weights when it first needs them.
   *
   * @param checkpoint the jar of BERT's weights; null to look into the local Maven repository
   * @param localRepository the local Maven repository, such as {@code ~/.m2/repository}
   */
  public Exporter(@Nullable Path checkpoint, Path localRepository, Progress progress) {
    this(new MavenBases(checkpoint, localRepository, progress), progress);
  }

  Exporter(Bases bases, Progress progress) {
    this.bases = bases;
    this.progress = progress;
  }

  /**
   * Sees to it that a variant's files are there and up to date.
   *
   * @throws InputException if they cannot be built, or a ready-made model is not there
   */
  public Outcome prepare(ModelVariant variant) throws IOException {
    return plan(variant).build(progress);
  }

  /**
   * The same of several, of which none is built unless there is room for all.
   *
   * @param done is told what was done about each
   * @param leftOut is told of those that cannot be built, before any is
   * @return those that are there now
   */
  public List<ModelVariant> prepare(
      List<ModelVariant> variants, BiConsumer<ModelVariant, Outcome> done, LeftOut leftOut)
      throws IOException {
    List<Build> builds = new ArrayList<>();
    LeftOut one = leftOut.among(variants.size());
    for (ModelVariant variant : variants) {
      try {
        builds.add(plan(variant));
      } catch (InputException e) {
        one.add(variant.id(), e);
      }
    }
    Build.requireSpace(builds);
    for (Build build : builds) {
      done.accept(build.variant(), build.build(progress));
    }
    return builds.stream().map(Build::variant).toList();
  }

  private Build plan(ModelVariant variant) throws IOException {
    VariantSource source = variant.source();
    if (source == null) {
      requireFile(variant.modelFile());
      requireFile(variant.tokenizerFile());
      ModelFiles.of(variant);
      return Build.none(variant, Outcome.READY_MADE);
    }
    Path description = variant.folder().resolve("variant.json");
    Path adapterFolder = source.adapterFolder(variant.folder());
    if (!LowRankAdapter.isIn(adapterFolder)) {
      throw new InputException(
          adapterFolder,
          variant.id() + " is not trained yet: there is no adapter",
          "restore it from git, or make it with `train`");
    }
    String fingerprint = fingerprint(variant, source, adapterFolder, description);
    if (ExportStamp.isUpToDate(variant, fingerprint)) {
      return Build.none(variant, Outcome.UP_TO_DATE);
    }
    LowRankAdapter adapter = LowRankAdapter.read(adapterFolder);
    Checkpoint base = bases.open(source.base(), description);
    OnnxFile model = model(variant, source, base, adapter, false);
    return new Build(variant, Outcome.BUILT, fingerprint, model, base.vocabulary());
  }

  private static void requireFile(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new InputException(
          file, "no such file", "put it there, or give variant.json a source to build it from");
    }
  }

  private String fingerprint(
      ModelVariant variant, VariantSource source, Path adapterFolder, Path description)
      throws IOException {
    StringBuilder inputs = new StringBuilder("bertmark exporter ").append(VERSION).append('\n');
    inputs.append(bases.sha256(source.base(), description)).append('\n');
    for (Path file : LowRankAdapter.files(adapterFolder)) {
      inputs.append(Files.exists(file) ? Digests.sha256(file) : "missing").append('\n');
    }
    inputs.append(source).append('\n').append(variant.labels());
    Calibration calibration = Calibration.of(adapterFolder);
    if (calibration != null) {
      inputs.append('\n').append(calibration);
    }
    return Digests.sha256(inputs.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The model of a variant, not yet written.
   *
   * @param innerOutputs whether it has the encoder's and the pooler's outputs too
   */
  static OnnxFile model(
      ModelVariant variant,
      VariantSource source,
      Checkpoint base,
      LowRankAdapter adapter,
      boolean innerOutputs)
      throws IOException {
    Path adapterFolder = source.adapterFolder(variant.folder());
    if (!adapter.config().base().equals(source.base())) {
      throw new InputException(
          adapterFolder.resolve("adapter_config.json"),
          "its adapter is for the base %s, variant.json has %s"
              .formatted(adapter.config().base(), source.base()),
          "name the base that it was trained on, or make it again with `train`");
    }
    Family family = Family.of(source.architecture());
    Architecture architecture = Architecture.of(family, base, source.layers().size());
    Calibration calibration = Calibration.of(adapterFolder);
    LowRankAdapter calibrated =
        calibration == null ? adapter : calibrated(variant, adapter, calibration, adapterFolder);
    ModelWeights weights =
        new ModelWeights(family, base, source.layers(), calibrated, adapterFolder);
    int labels = weights.labels();
    if (labels != variant.labels().size()) {
      throw new InputException(
          adapterFolder,
          "its adapter is for %d labels, variant.json has %d"
              .formatted(labels, variant.labels().size()),
          "make it again with `train`");
    }
    if (variant.maximumLength() > architecture.positions()) {
      throw new InputException(
          variant.folder().resolve("variant.json"),
          "maximumLength is beyond the %d tokens that the model can take"
              .formatted(architecture.positions()),
          "lower it");
    }
    GraphBuilder graph =
        ClassifierGraph.build(architecture, weights, source.form(), labels, innerOutputs);
    weights.requireAllUsed();
    SortedMap<String, String> properties = new TreeMap<>();
    properties.put("architecture", source.architecture());
    properties.put("base", source.base());
    properties.put("base.layers", source.layers().toString());
    properties.put("base.sha256", base.sha256());
    if (calibration != null) {
      properties.put("calibration", calibration.toString());
    }
    properties.put("form", source.form().toString());
    return new OnnxFile(graph, ClassifierGraph.OPSET, VERSION, properties);
  }

  /** In the classifier's bias, where it costs nothing. */
  private static LowRankAdapter calibrated(
      ModelVariant variant, LowRankAdapter adapter, Calibration calibration, Path adapterFolder) {
    int label = variant.labels().indexOf(calibration.label());
    String bias = "classifier.bias";
    if (label < 0 || adapter.tensor(bias).isEmpty()) {
      throw new InputException(
          Calibration.file(adapterFolder),
          "is for another model: this one has no bias for the label "
              + PlainText.quoted(calibration.label()),
          "make it again with `calibrate`");
    }
    return adapter.plus(bias, label, calibration.bias());
  }

  @Override
  public void close() throws IOException {
    bases.close();
  }
}
