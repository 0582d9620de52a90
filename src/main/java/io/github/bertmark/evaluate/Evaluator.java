package io.github.bertmark.evaluate;

import io.github.bertmark.InputException;
import io.github.bertmark.Progress;
import io.github.bertmark.classify.Classification;
import io.github.bertmark.classify.Classifier;
import io.github.bertmark.classify.SessionSettings;
import io.github.bertmark.classify.tokens.BenchmarkQuery;
import io.github.bertmark.dataset.Dataset;
import io.github.bertmark.dataset.LabelledQuery;
import io.github.bertmark.dataset.Split;
import io.github.bertmark.model.Calibration;
import io.github.bertmark.model.ModelFiles;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.model.SessionOverrides;
import io.github.bertmark.predictions.Prediction;
import io.github.bertmark.statistics.ConfidenceIntervals;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Classifies a data set's test queries and counts how often a variant is right.
 *
 * <p>One query per call, as in the timed path: padding and dynamic quantisation make a query's
 * logits depend on what else is in its batch. The calls share one session of one intra-op thread
 * and run side by side, one for each core: the threads of one call wait for each other after every
 * operator, independent calls never do, and one session keeps the weights in memory once. A session
 * of more threads may round differently, but it splits the same sums: answers differ at most where
 * two labels are as good as equal, and the run's audit would show it for the query that is timed.
 */
public final class Evaluator {
  private static final Split SPLIT = Split.TEST;
  private static final int INTRA_OP_THREADS = 1;

  private Evaluator() {}

  /**
   * Evaluates a variant on the test split.
   *
   * @param concurrency calls at a time, best the number of cores
   * @throws InputException if the variant cannot be opened, or the data set has no test split or a
   *     label in it that the variant does not know
   */
  public static Evaluated evaluate(
      ModelVariant variant, Dataset dataset, int concurrency, Progress progress)
      throws IOException, InterruptedException {
    return evaluate(
        variant, dataset, SessionOverrides.NONE, null, BenchmarkQuery.TEXT, concurrency, progress);
  }

  /**
   * The same with settings of the session, whose threads are left aside, and on a sample if need
   * be.
   *
   * @param session as the variant is timed, since some settings change what it answers
   * @param quick takes but a sample of the queries; null for all
   * @param timed the text that the benchmarks time
   */
  public static Evaluated evaluate(
      ModelVariant variant,
      Dataset dataset,
      SessionOverrides session,
      @Nullable QuickLook quick,
      String timed,
      int concurrency,
      Progress progress)
      throws IOException, InterruptedException {
    List<LabelledQuery> all = dataset.queries(SPLIT);
    LabelJoin join = LabelJoin.of(variant, dataset, SPLIT);
    List<Integer> positions =
        quick == null
            ? IntStream.range(0, all.size()).boxed().toList()
            : quick.positions(all.size());
    SessionSettings settings =
        SessionSettings.of(INTRA_OP_THREADS, variant, session)
            .with(SessionOverrides.ofThreads(INTRA_OP_THREADS));
    String split = SPLIT.name().toLowerCase(Locale.ROOT);
    ModelFiles files = ModelFiles.of(variant);
    String sha256 = files.checkedSha256();
    Calibration calibration = Calibration.of(variant);
    try (Classifier classifier = Classifier.open(variant, settings)) {
      Instant startedAt = Instant.now();
      long start = System.nanoTime();
      List<Answered> answers =
          answers(classifier, calibration, all, positions, concurrency, progress);
      List<Prediction> predictions = predictions(answers, Answered::given, all, join, positions);
      double seconds = (System.nanoTime() - start) / 1e9;
      Metrics metrics = Metrics.of(predictions, join.outOfScope());
      Classification benchmark = classifier.classify(timed);
      Evaluation evaluation =
          new Evaluation(
              variant.id(),
              sha256,
              files.bytes(),
              new Evaluation.EvaluatedDataset(
                  // Its name is what tells the exports, whose formats have no more of a run.
                  dataset.name() + (quick == null ? "" : " (quick look)"),
                  dataset.sha256(),
                  dataset.sample(),
                  quick == null ? split : quick.part(split, all.size()),
                  positions.size(),
                  join.ownTraits()),
              Classifier.onnxRuntimeVersion(),
              INTRA_OP_THREADS,
              concurrency,
              metrics.correct(),
              metrics.correct() / (double) metrics.queries(),
              metrics.inScopeAccuracy(),
              metrics.outOfScopeRecall(),
              metrics.macroF1(),
              ConfidenceIntervals.ofProportion(
                  metrics.correct(), metrics.queries(), Evaluation.CONFIDENCE),
              Answers.of(predictions, join.outOfScope(), truncated(classifier, all, positions)),
              calibration == null
                  ? null
                  : PlainAnswers.of(
                      calibration.label(),
                      calibration.bias(),
                      predictions(answers, Answered::plain, all, join, positions),
                      join.outOfScope()),
              classifier.notes(),
              new Evaluation.Answer(timed, benchmark.label(), benchmark.score()),
              startedAt,
              seconds);
      return new Evaluated(evaluation, predictions);
    }
  }

  private static int truncated(
      Classifier classifier, List<LabelledQuery> queries, List<Integer> positions) {
    return (int)
        positions.stream().filter(at -> classifier.truncates(queries.get(at).text())).count();
  }

  /**
   * An answer, and what it would be without the variant's calibration.
   *
   * @param plain the same if there is none
   */
  private record Answered(Classification given, Classification plain) {}

  private static List<Answered> answers(
      Classifier classifier,
      @Nullable Calibration calibration,
      List<LabelledQuery> queries,
      List<Integer> positions,
      int concurrency,
      Progress progress)
      throws InterruptedException {
    Function<String, Answered> answer =
        calibration == null
            ? text -> both(classifier.classify(text))
            : text -> answer(classifier, text, calibration);
    List<String> texts = positions.stream().map(at -> queries.get(at).text()).toList();
    try (Progress.Task task =
        progress.start("Evaluating " + classifier.variant().id(), texts.size())) {
      return ConcurrentCalls.map(texts, answer, concurrency, task);
    }
  }

  private static Answered both(Classification answer) {
    return new Answered(answer, answer);
  }

  private static Answered answer(Classifier classifier, String text, Calibration calibration) {
    float[] logits = classifier.infer(classifier.tokenize(text));
    Classification given = classifier.label(logits);
    logits[classifier.variant().labels().indexOf(calibration.label())] -=
        (float) calibration.bias();
    return new Answered(given, classifier.label(logits));
  }

  private static List<Prediction> predictions(
      List<Answered> answers,
      Function<Answered, Classification> which,
      List<LabelledQuery> queries,
      LabelJoin join,
      List<Integer> positions) {
    List<Prediction> predictions = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      Classification answer = which.apply(answers.get(i));
      int at = positions.get(i);
      predictions.add(
          new Prediction(
              at, join.ofVariant(queries.get(at).label()), answer.label(), answer.score()));
    }
    return predictions;
  }
}
