package io.github.bertmark.sensitivity;

import io.github.bertmark.InputException;
import io.github.bertmark.Progress;
import io.github.bertmark.classify.Classifier;
import io.github.bertmark.dataset.Dataset;
import io.github.bertmark.dataset.LabelledQuery;
import io.github.bertmark.dataset.Split;
import io.github.bertmark.evaluate.LabelJoin;
import io.github.bertmark.model.ModelOrigin;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.model.NumericForm;
import io.github.bertmark.model.VariantSource;
import io.github.bertmark.model.WeightForm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Finds the linear layers of a quantised variant whose protection brings its answers closest to
 * those of its float32 parent.
 *
 * <p>Each group of layers is protected alone; then, the most helpful first, one after the other
 * until a step takes away less than a tenth of what the unprotected form diverges. The same
 * queries, weights and version of ONNX Runtime give the same choice.
 */
public final class SensitivityAnalysis {
  /** Of the unprotected divergence. */
  private static final double LEAST_GAIN = 0.1;

  private static final int MOST_STEPS = 4;

  private final Candidates candidates;
  private final Dataset dataset;
  private final Progress progress;

  /**
   * An analysis on a data set.
   *
   * @param candidates makes and runs models
   */
  public SensitivityAnalysis(Candidates candidates, Dataset dataset, Progress progress) {
    this.candidates = candidates;
    this.dataset = dataset;
    this.progress = progress;
  }

  /**
   * Analyses a variant.
   *
   * @param parent the float32 variant of the same adapter, or the ready graph itself
   * @param protection the form that protects a layer
   * @param count how many queries of the validation split to ask
   * @throws InputException if the variant is not quantised
   */
  public Sensitivity analyse(
      ModelVariant variant, ModelVariant parent, WeightForm protection, int count, long seed)
      throws IOException, InterruptedException {
    NumericForm form = form(variant).withoutExceptions();
    LabelJoin labels = LabelJoin.of(variant, dataset, Split.VALIDATION);
    List<LabelledQuery> queries = sample(count, seed);
    List<String> texts = queries.stream().map(LabelledQuery::text).toList();
    List<Integer> expected =
        queries.stream()
            .map(query -> variant.labels().indexOf(labels.ofVariant(query.label())))
            .toList();
    List<String> groups = candidates.groups(variant, parent, form);
    try (Progress.Task task =
        progress.start(
            "analyse " + variant.displayName(), 1L + groups.size() + mostSteps(groups) - 1)) {
      List<Logits> reference = candidates.logits(parent, texts);
      Measure measure =
          candidate -> {
            Candidates.Answers answers = candidates.answers(variant, parent, candidate, texts);
            task.advance(1);
            Distance distance = Distance.of(answers.logits(), reference, expected);
            return new Sensitivity.Protected("", answers.sizeBytes(), distance);
          };
      Distance unprotected = measure.of(form).distance();
      List<Sensitivity.Protected> alone = new ArrayList<>();
      for (String group : groups) {
        alone.add(named(group, measure.of(form.with(group, protection))));
      }
      alone.sort(Comparator.comparingDouble(each -> each.distance().divergenceNats()));
      List<Sensitivity.Protected> steps = new ArrayList<>();
      addSteps(form, protection, unprotected, alone, measure, steps);
      // Those that would gain too little are not taken.
      task.advance(mostSteps(groups) - steps.size());
      return new Sensitivity(
          variant.id(),
          parent.id(),
          form,
          protection,
          new Sensitivity.Queries(dataset.name(), dataset.sha256(), texts.size(), seed),
          Classifier.onnxRuntimeVersion(),
          unprotected,
          alone,
          steps);
    }
  }

  private static int mostSteps(List<?> groups) {
    return Math.min(MOST_STEPS, groups.size());
  }

  private static NumericForm form(ModelVariant variant) {
    VariantSource source = variant.source();
    ModelOrigin origin = variant.origin();
    if (origin != null && origin.parent() != null && origin.form() == null) {
      throw new InputException(
          variant.folder(),
          "is made of a checkpoint, and of models of your own only ready graphs are tried",
          "export the model to ONNX and name that folder");
    }
    NumericForm form = source != null ? source.form() : origin != null ? origin.form() : null;
    if (form == null || !form.quantized()) {
      throw new InputException(variant.folder(), "is not quantised", "name a variant that is");
    }
    return form;
  }

  private static void addSteps(
      NumericForm form,
      WeightForm protection,
      Distance unprotected,
      List<Sensitivity.Protected> alone,
      Measure measure,
      List<Sensitivity.Protected> steps)
      throws IOException, InterruptedException {
    NumericForm candidate = form;
    double divergence = unprotected.divergenceNats();
    for (Sensitivity.Protected next : alone.subList(0, mostSteps(alone))) {
      candidate = candidate.with(next.group(), protection);
      // The first step is known from before.
      Sensitivity.Protected step =
          steps.isEmpty() ? next : named(next.group(), measure.of(candidate));
      steps.add(step);
      double gain = divergence - step.distance().divergenceNats();
      if (gain < LEAST_GAIN * unprotected.divergenceNats()) {
        break;
      }
      divergence = step.distance().divergenceNats();
    }
  }

  private static Sensitivity.Protected named(String group, Sensitivity.Protected measured) {
    return new Sensitivity.Protected(group, measured.sizeBytes(), measured.distance());
  }

  private List<LabelledQuery> sample(int count, long seed) {
    List<LabelledQuery> queries = new ArrayList<>(dataset.queries(Split.VALIDATION));
    Collections.shuffle(queries, new Random(seed));
    return List.copyOf(queries.subList(0, Math.min(count, queries.size())));
  }

  /** How far a form is from the parent, and how large; the group is left empty. */
  private interface Measure {
    Sensitivity.Protected of(NumericForm form) throws IOException, InterruptedException;
  }
}
