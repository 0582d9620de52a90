package io.github.bertmark.sensitivity;

import io.github.bertmark.Progress;
import io.github.bertmark.classify.Classifier;
import io.github.bertmark.classify.SessionSettings;
import io.github.bertmark.evaluate.ConcurrentCalls;
import io.github.bertmark.export.Exporter;
import io.github.bertmark.model.ModelFiles;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.model.NumericForm;
import io.github.bertmark.model.VariantSource;
import io.github.bertmark.rewrite.GraphRewriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Models in forms that are to be tried, built in a scratch folder and run on queries one by one, as
 * they are served: what else is in a batch would change the scales of activations.
 */
public final class Candidates {
  private static final int INTRA_OP_THREADS = 1;

  private final Exporter exporter;
  private final Path scratch;
  private final int concurrency;

  /**
   * Candidates of variants.
   *
   * @param scratch an existing folder for one model at a time
   * @param concurrency calls at a time, best the number of cores
   */
  public Candidates(Exporter exporter, Path scratch, int concurrency) {
    this.exporter = exporter;
    this.scratch = scratch;
    this.concurrency = concurrency;
  }

  /**
   * The groups of linear layers of a variant, as its form may name them.
   *
   * @param parent the float32 variant of the same model
   */
  List<String> groups(ModelVariant variant, ModelVariant parent, NumericForm form)
      throws IOException {
    VariantSource source = variant.source();
    return source == null
        ? GraphRewriter.write(
            parent.modelFile(), form, scratch.resolve("model.onnx"), Progress.NONE)
        : NumericForm.groups(source.layers().size());
  }

  /** The logits of a form of a variant, and the size of its file. */
  Answers answers(ModelVariant variant, ModelVariant parent, NumericForm form, List<String> queries)
      throws IOException, InterruptedException {
    VariantSource source = variant.source();
    ModelVariant candidate =
        new ModelVariant(
            scratch,
            variant.id(),
            variant.displayName(),
            variant.labels(),
            variant.maximumLength(),
            false,
            variant.padding(),
            variant.session(),
            source == null ? null : source.of(variant.folder(), form),
            null);
    if (source == null) {
      GraphRewriter.write(parent.modelFile(), form, candidate.modelFile(), Progress.NONE);
      Files.copy(
          parent.tokenizerFile(), candidate.tokenizerFile(), StandardCopyOption.REPLACE_EXISTING);
    }
    exporter.prepare(candidate);
    return new Answers(run(candidate, queries), ModelFiles.of(candidate).bytes());
  }

  /** The logits of a variant that is built if need be. */
  List<Logits> logits(ModelVariant variant, List<String> queries)
      throws IOException, InterruptedException {
    exporter.prepare(variant);
    return run(variant, queries);
  }

  private List<Logits> run(ModelVariant variant, List<String> queries) throws InterruptedException {
    try (Classifier classifier =
        Classifier.open(variant, SessionSettings.ofThreads(INTRA_OP_THREADS))) {
      return ConcurrentCalls.map(
          queries,
          query -> new Logits(classifier.infer(classifier.tokenize(query))),
          concurrency,
          Progress.Task.NONE);
    }
  }

  /** What a model answers, and the size of its file. */
  record Answers(List<Logits> logits, long sizeBytes) {}
}
