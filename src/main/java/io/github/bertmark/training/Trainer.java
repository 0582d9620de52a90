package io.github.bertmark.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.Progress;
import io.github.bertmark.checkpoint.Bases;
import io.github.bertmark.checkpoint.Checkpoint;
import io.github.bertmark.checkpoint.ElementType;
import io.github.bertmark.checkpoint.Family;
import io.github.bertmark.checkpoint.FloatTensor;
import io.github.bertmark.checkpoint.adapter.AdapterConfig;
import io.github.bertmark.checkpoint.adapter.LowRankAdapter;
import io.github.bertmark.dataset.Dataset;
import io.github.bertmark.dataset.LabelledQuery;
import io.github.bertmark.dataset.Split;
import io.github.bertmark.model.Calibration;
import io.github.bertmark.model.ModelFolder;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.model.VariantSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Fine-tunes a reference variant after its {@code training.json} and stores the adapter of the
 * epoch with the best validation accuracy, with a record and a model card, in the variant's folder.
 *
 * <p>A run that was stopped goes on after its last whole epoch. The test split is touched once,
 * when the epoch is chosen.
 */
public final class Trainer {
  private static final String ENGINE = "PyTorch";

  /** CLINC150's longest query has 35 tokens or so; longer ones would only cost memory. */
  private static final int MAXIMUM_LENGTH = 128;

  /** Written for this project; what an export must reproduce. */
  private static final List<String> REFERENCE_QUERIES =
      List.of(
          "What is the pin number for my account?",
          "please move forty bucks from savings into checking",
          "will I need an umbrella tomorrow in lisbon",
          "tell me who painted the ceiling over there",
          "");

  private final Engine engine;
  private final ModelFolder models;
  private final Bases bases;
  private final Dataset dataset;
  private final Progress progress;
  private final Consumer<String> log;

  /**
   * @param bases the pre-trained weights
   * @param dataset with training, validation and test splits
   * @param log takes a line per event
   * @throws InputException if DJL has no engine that can train
   */
  public Trainer(
      ModelFolder models, Bases bases, Dataset dataset, Progress progress, Consumer<String> log) {
    requireEngine();
    this.engine = Engine.getEngine(ENGINE);
    this.models = models;
    this.bases = bases;
    this.dataset = dataset;
    this.progress = progress;
    this.log = log;
  }

  /**
   * Fails at once where training could not begin.
   *
   * @throws InputException if DJL has no engine that can train
   */
  public static void requireEngine() {
    if (!Engine.hasEngine(ENGINE)) {
      throw new InputException(
          "train",
          "there is no engine to train with",
          "run it under Maven's profile: mvn -Ptrain process-classes exec:exec@train");
    }
  }

  /**
   * Trains one variant.
   *
   * @param id of a variant with a source and a recipe
   * @param tokenizerFile for the base's vocabulary
   * @return the record, as stored
   */
  public TrainingRecord train(String id, Path tokenizerFile) throws IOException {
    ModelVariant variant = models.variant(id);
    TrainingRecipe recipe = recipe(variant);
    Checkpoint base = base(variant);
    TrainingRecord fresh =
        new TrainingRecord(
            recipe,
            base.sha256(),
            dataset.name(),
            dataset.sha256(),
            engine.getEngineName() + " " + engine.getVersion(),
            List.of(),
            null);
    TrainingState state = new TrainingState(variant.folder().resolve("training"));
    TrainingRecord unfinished = state.unfinished(fresh);
    TrainingRecord record = unfinished == null ? fresh : unfinished;
    try (QueryEncoder encoder = new QueryEncoder(tokenizerFile, variant.labels(), MAXIMUM_LENGTH)) {
      if (record.epochs().size() < recipe.epochs()) {
        record = epochs(variant, recipe, encoder, state, record);
      }
      record = conclude(variant, recipe, encoder, state, record);
    }
    store(variant, record);
    return record;
  }

  private static void store(ModelVariant variant, TrainingRecord record) throws IOException {
    Json.write(variant.folder().resolve(TrainingRecord.FILE_NAME), record);
    ModelCard.write(variant);
  }

  private TrainingRecord epochs(
      ModelVariant variant,
      TrainingRecipe recipe,
      QueryEncoder encoder,
      TrainingState state,
      TrainingRecord start)
      throws IOException {
    List<EncodedQuery> training = encoder.encode(dataset.queries(Split.TRAIN));
    List<EncodedQuery> validation = encoder.encode(dataset.queries(Split.VALIDATION));
    List<float[]> teacher = teacherLogits(variant, recipe, training);
    List<EncodedQuery> shown = Batches.repeated(training, variant.labels(), recipe);
    int done = start.epochs().size();
    TrainingRecord record = start;
    try (NDManager manager = engine.newBaseManager()) {
      EncoderClassifier model =
          model(manager, variant, recipe, done == 0 ? Map.of() : state.trained(done));
      AdamW optimizer =
          new AdamW(manager, model.trained(), recipe.weightDecay(), recipe.gradientClip());
      if (done > 0) {
        int batches = Batches.sortedByLength(shown, recipe.batchSize()).size();
        state.resume(manager, optimizer, done, done * batches);
        log.accept(variant.id() + ": goes on after epoch " + done);
      }
      FineTuning tuning = new FineTuning(engine, manager, model, recipe);
      for (int epoch = done + 1; epoch <= recipe.epochs(); epoch++) {
        long begin = System.nanoTime();
        double loss = tuning.epoch(epoch, shown, teacher, optimizer, progress);
        List<float[]> answers = tuning.logits(validation, "validation", progress);
        double accuracy = FineTuning.accuracy(validation, answers);
        long seconds = (System.nanoTime() - begin) / 1_000_000_000;
        List<TrainingRecord.Epoch> epochs = new ArrayList<>(record.epochs());
        epochs.add(new TrainingRecord.Epoch(epoch, loss, accuracy, seconds));
        record = record.with(epochs);
        state.save(record, model, optimizer);
        log.accept(
            "%s: epoch %d/%d: loss %.4f, validation accuracy %.4f, in scope %.4f, %d s"
                .formatted(
                    variant.id(),
                    epoch,
                    recipe.epochs(),
                    loss,
                    accuracy,
                    FineTuning.accuracy(inScope(variant, validation), answers),
                    seconds));
      }
    }
    return record;
  }

  /** Stores the best epoch's adapter, and measures what was stored rather than what was trained. */
  private TrainingRecord conclude(
      ModelVariant variant,
      TrainingRecipe recipe,
      QueryEncoder encoder,
      TrainingState state,
      TrainingRecord record)
      throws IOException {
    int best = record.best().number();
    adapter(variant, recipe, state.trained(best)).write(adapterFolder(variant), ElementType.F16);
    // It was chosen for another adapter.
    Files.deleteIfExists(Calibration.file(adapterFolder(variant)));
    try (NDManager manager = engine.newBaseManager()) {
      EncoderClassifier model = model(manager, variant, recipe, stored(variant));
      FineTuning tuning = new FineTuning(engine, manager, model, recipe);
      List<EncodedQuery> validation = encoder.encode(dataset.queries(Split.VALIDATION));
      List<EncodedQuery> test = encoder.encode(dataset.queries(Split.TEST));
      double validationAccuracy = tuning.accuracy(validation, "validation", progress);
      List<float[]> testLogits = tuning.logits(test, "test", progress);
      TrainingRecord.Outcome outcome =
          new TrainingRecord.Outcome(
              best,
              validationAccuracy,
              FineTuning.accuracy(test, testLogits),
              FineTuning.accuracy(inScope(variant, test), testLogits),
              references(variant, encoder, tuning));
      log.accept(
          "%s: epoch %d chosen: validation accuracy %.4f, test accuracy %.4f, in scope %.4f"
              .formatted(
                  variant.id(),
                  best,
                  outcome.validationAccuracy(),
                  outcome.testAccuracy(),
                  outcome.inScopeTestAccuracy()));
      return record.with(outcome);
    }
  }

  private static List<EncodedQuery> inScope(ModelVariant variant, List<EncodedQuery> queries) {
    int outOfScope = variant.labels().indexOf(LabelledQuery.OUT_OF_SCOPE);
    return queries.stream().filter(query -> query.label() != outOfScope).toList();
  }

  private List<TrainingRecord.ReferenceLogits> references(
      ModelVariant variant, QueryEncoder encoder, FineTuning tuning) {
    List<EncodedQuery> queries = encoder.encode(REFERENCE_QUERIES, variant.labels().get(0));
    List<float[]> logits = tuning.logits(queries, "reference logits", progress);
    List<TrainingRecord.ReferenceLogits> references = new ArrayList<>();
    for (int i = 0; i < REFERENCE_QUERIES.size(); i++) {
      List<Float> values = new ArrayList<>();
      for (float logit : logits.get(i)) {
        values.add(logit);
      }
      references.add(new TrainingRecord.ReferenceLogits(REFERENCE_QUERIES.get(i), values));
    }
    return references;
  }

  private @Nullable List<float[]> teacherLogits(
      ModelVariant student, TrainingRecipe recipe, List<EncodedQuery> training) throws IOException {
    if (recipe.distillation() == null) {
      return null;
    }
    ModelVariant teacher = models.variant(recipe.distillation().teacher());
    if (!base(teacher).vocabulary().equals(base(student).vocabulary())) {
      throw new InputException(
          student.folder().resolve(TrainingRecipe.FILE_NAME),
          "its teacher %s has another vocabulary".formatted(teacher.id()),
          "name one that reads the same tokens");
    }
    try (NDManager manager = engine.newBaseManager()) {
      TrainingRecipe teacherRecipe = recipe(teacher);
      EncoderClassifier model = model(manager, teacher, teacherRecipe, stored(teacher));
      return new FineTuning(engine, manager, model, teacherRecipe)
          .logits(training, "teacher's logits", progress);
    }
  }

  private EncoderClassifier model(
      NDManager manager,
      ModelVariant variant,
      TrainingRecipe recipe,
      Map<String, FloatTensor> stored)
      throws IOException {
    return new EncoderClassifier(
        manager, base(variant), source(variant), variant.labels().size(), recipe, stored);
  }

  private Checkpoint base(ModelVariant variant) throws IOException {
    return bases.open(source(variant).base(), variant.folder());
  }

  private static LowRankAdapter adapter(
      ModelVariant variant, TrainingRecipe recipe, Map<String, FloatTensor> trained) {
    Family family = Family.of(source(variant).architecture());
    AdapterConfig config =
        new AdapterConfig(
            source(variant).base(),
            recipe.rank(),
            recipe.alpha(),
            0,
            family.linearModules(),
            family.otherModules());
    return new LowRankAdapter(config, trained.values());
  }

  private static Map<String, FloatTensor> stored(ModelVariant variant) throws IOException {
    LowRankAdapter adapter = LowRankAdapter.read(adapterFolder(variant));
    Map<String, FloatTensor> tensors = new TreeMap<>();
    for (String name : adapter.names()) {
      tensors.put(name, adapter.tensor(name).orElseThrow());
    }
    return tensors;
  }

  private static Path adapterFolder(ModelVariant variant) {
    return source(variant).adapterFolder(variant.folder());
  }

  private static VariantSource source(ModelVariant variant) {
    VariantSource source = variant.source();
    if (source == null) {
      throw new InputException(
          variant.id(),
          "its variant.json names no source to train from",
          "name a variant that has");
    }
    return source;
  }

  private static TrainingRecipe recipe(ModelVariant variant) throws IOException {
    Path file = variant.folder().resolve(TrainingRecipe.FILE_NAME);
    TrainingRecipe recipe =
        Json.read(file, TrainingRecipe.class, "write one as the reference variants have it");
    recipe.check(file);
    return recipe;
  }
}
