package io.github.bertmark.evaluate;

import io.github.bertmark.InputException;
import io.github.bertmark.Progress;
import io.github.bertmark.classify.Classifier;
import io.github.bertmark.classify.SessionSettings;
import io.github.bertmark.dataset.Dataset;
import io.github.bertmark.dataset.LabelledQuery;
import io.github.bertmark.dataset.Split;
import io.github.bertmark.model.Calibration;
import io.github.bertmark.model.ModelVariant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Chooses the constant that a variant adds to the logit of the label that is out of scope. */
public final class Calibrator {
  private static final double STEP = 0.5;
  private static final double TOLERANCE_POINTS = 0.5;

  /** Beyond any difference of logits that a classifier of texts has. */
  private static final double LARGEST = 50;

  private final Dataset dataset;
  private final int concurrency;
  private final Progress progress;

  /**
   * @param dataset with a validation and a test split
   * @param concurrency calls at a time
   */
  public Calibrator(Dataset dataset, int concurrency, Progress progress) {
    this.dataset = dataset;
    this.concurrency = concurrency;
    this.progress = progress;
  }

  /**
   * Chooses it on the validation split, and looks at the test split once.
   *
   * @param variant whose model is built; a constant that it already has is taken off
   * @throws InputException if the variant or the data set knows no label that is out of scope
   */
  public Calibration calibrate(ModelVariant variant) throws IOException, InterruptedException {
    String label = LabelJoin.of(variant, dataset, Split.VALIDATION).outOfScope();
    if (label == null || !variant.labels().contains(label)) {
      throw new InputException(
          variant.id(), "has no label for what is out of scope", "calibrate another variant");
    }
    Calibration present = Calibration.of(variant);
    double already = present == null ? 0 : present.bias();
    SessionSettings settings = SessionSettings.ofThreads(1);
    try (Classifier classifier = Classifier.open(variant, settings)) {
      BiasCurve validation = curve(classifier, label, already, Split.VALIDATION);
      List<Calibration.Point> points = new ArrayList<>(List.of(validation.at(0)));
      double lowest = points.get(0).inScopeAccuracy() - TOLERANCE_POINTS / 100;
      double bias = 0;
      for (double tried = STEP; tried <= LARGEST; tried += STEP) {
        Calibration.Point point = validation.at(tried);
        points.add(point);
        if (point.inScopeAccuracy() < lowest) {
          break;
        }
        bias = tried;
      }
      BiasCurve test = curve(classifier, label, already, Split.TEST);
      return new Calibration(
          label,
          bias,
          STEP,
          TOLERANCE_POINTS,
          dataset.name(),
          dataset.sha256(),
          points,
          List.of(test.at(0), test.at(bias)));
    }
  }

  private BiasCurve curve(Classifier classifier, String label, double already, Split split)
      throws InterruptedException {
    List<LabelledQuery> queries = dataset.queries(split);
    LabelJoin join = LabelJoin.of(classifier.variant(), dataset, split);
    List<String> texts = queries.stream().map(LabelledQuery::text).toList();
    List<float[]> logits;
    try (Progress.Task task =
        progress.start("Calibrating " + classifier.variant().id(), texts.size())) {
      logits =
          ConcurrentCalls.map(
              texts, text -> classifier.infer(classifier.tokenize(text)), concurrency, task);
    }
    List<String> labels = classifier.variant().labels();
    List<BiasCurve.Margin> margins = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      int expected = labels.indexOf(join.ofVariant(queries.get(i).label()));
      margins.add(BiasCurve.Margin.of(logits.get(i), labels.indexOf(label), expected, already));
    }
    return new BiasCurve(margins);
  }
}
