package io.github.bertmark.classify;

import ai.onnxruntime.OrtException;
import io.github.bertmark.InputException;
import io.github.bertmark.classify.ModelSignature.Role;
import io.github.bertmark.classify.tokens.BenchmarkQuery;
import io.github.bertmark.classify.tokens.QueryTokenizer;
import io.github.bertmark.classify.tokens.TokenizedQuery;
import io.github.bertmark.classify.tokens.TokenizerText;
import io.github.bertmark.model.ModelVariant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A model variant at work: from a query to its label, in one go or stage by stage.
 *
 * <p>May be called from any number of threads at a time; each call runs on the caller's thread,
 * helped by the session's intra-op threads. Closing waits for the calls under way.
 *
 * <p>When the JVM begins to shut down, by a signal or {@link System#exit}, the calls under way are
 * answered before it ends, for up to 10 s. Calls that begin later are answered too, as long as the
 * JVM lives; it lives until the last shutdown hook ends, so a server that lets its requests finish
 * in a hook of its own loses none. None of this needs the classifier to be closed, nor may the JVM
 * crash if it is not.
 *
 * <p>Every query is answered: an empty one is only its special tokens, a long one is truncated at
 * the variant's maximum length, and an unpaired surrogate stands for U+FFFD. What a tokenizer makes
 * of emoji, control characters and U+FFFD is its own: BERT's drops the latter two.
 */
public final class Classifier implements AutoCloseable {
  /** Beyond the first compiler's thresholds; some 10 ms. */
  private static final int WARM_UP_CALLS = 500;

  private static final String WARM_UP_QUERY = "would any short question do?";

  private final ModelVariant variant;
  private final SessionSettings settings;
  private final QueryTokenizer tokenizer;
  private final ModelSession model;
  private final ModelSignature signature;
  private final ModelTraits traits;
  private final WorkspacePool workspaces;
  private final LabelStage labels;

  private Classifier(
      ModelVariant variant,
      SessionSettings settings,
      QueryTokenizer tokenizer,
      ModelSession model,
      ModelSignature signature,
      ModelTraits traits) {
    this.variant = variant;
    this.settings = settings;
    this.tokenizer = tokenizer;
    this.model = model;
    this.signature = signature;
    this.traits = traits;
    this.workspaces =
        new WorkspacePool(() -> model.newWorkspace(signature, traits.maximumLength()));
    this.labels = new LabelStage(variant, traits.probabilities());
  }

  /**
   * Loads a variant's tokenizer and model, and has the JVM compile what is around the model.
   *
   * @throws InputException if one of them is missing or damaged, or they do not fit the variant
   */
  public static Classifier open(ModelVariant variant, SessionSettings settings) {
    return open(variant, settings, null, step -> {});
  }

  /**
   * The same, step by step.
   *
   * @param reached is told of each step at its end
   */
  public static Classifier open(
      ModelVariant variant, SessionSettings settings, Consumer<OpeningStep> reached) {
    return open(variant, settings, null, reached);
  }

  /**
   * The same, with ONNX Runtime writing about what it does.
   *
   * @param diagnosis what to write; null for nothing
   */
  public static Classifier open(
      ModelVariant variant, SessionSettings settings, @Nullable Diagnosis diagnosis) {
    return open(variant, settings, diagnosis, step -> {});
  }

  @SuppressWarnings("MustBeClosedChecker")
  private static Classifier open(
      ModelVariant variant,
      SessionSettings settings,
      @Nullable Diagnosis diagnosis,
      Consumer<OpeningStep> reached) {
    CompletableFuture<String> text = TokenizerText.begin(variant);
    ModelSession model = ModelSession.open(variant, settings, diagnosis, reached);
    try {
      ModelSignature signature = model.signature();
      int longest = signature.longest(variant.maximumLength());
      QueryTokenizer tokenizer =
          QueryTokenizer.open(
              variant, TokenizerText.get(text), longest, signature.has(Role.TOKEN_TYPES));
      try {
        reached.accept(OpeningStep.TOKENIZER);
        if (!signature.widthKnown()) {
          model.checkWidthByRunning(signature, tokenizer.tokenize(BenchmarkQuery.TEXT));
        }
        // What bertmark wrote is known, and further runs have no place in a diagnosis.
        ModelTraits traits =
            variant.source() == null && diagnosis == null
                ? ModelTraits.found(model, signature, tokenizer, longest)
                : ModelTraits.known(longest);
        Classifier classifier =
            new Classifier(variant, settings, tokenizer, model, signature, traits);
        classifier.warmUp();
        reached.accept(OpeningStep.WARM_UP);
        ShutdownDrain.add(classifier.workspaces);
        return classifier;
      } catch (RuntimeException e) {
        tokenizer.close();
        throw e;
      }
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /**
   * Lets the JVM compile what is around the model. An interpreter takes about as long for it as the
   * tokenizer for a query, and the first hundreds of queries would pay that.
   */
  private void warmUp() {
    float[] logits = new float[variant.labels().size()];
    try {
      for (int call = 0; call < WARM_UP_CALLS; call++) {
        Workspace workspace = workspaces.lend();
        try {
          load(workspace, tokenizer.tokenize(WARM_UP_QUERY));
          labels.label(logits);
        } finally {
          workspaces.giveBack(workspace);
        }
      }
    } catch (InputException e) {
      // A vocabulary that lacks these words may have the user's.
    }
  }

  /** The version of ONNX Runtime, as it tells itself. */
  public static String onnxRuntimeVersion() {
    return KeptEnvironment.get().getVersion();
  }

  /** The variant that was opened. */
  public ModelVariant variant() {
    return variant;
  }

  /** The settings that it was opened with. */
  public SessionSettings settings() {
    return settings;
  }

  /** What is unusual about the model, in sentences without its name. */
  public List<String> notes() {
    return traits.notes();
  }

  /**
   * The label of a query: all three stages.
   *
   * @throws IllegalStateException if the classifier is closed
   * @throws InputException if the model fails on the query's tokens
   */
  public Classification classify(String query) {
    Workspace workspace = workspaces.lend();
    try {
      return labels.label(infer(workspace, tokenizer.tokenize(query)));
    } finally {
      workspaces.giveBack(workspace);
    }
  }

  /** Whether a text has more tokens than the variant takes, so that its end is not read. */
  public boolean truncates(String text) {
    return tokenizer.truncates(text);
  }

  /** The first stage alone: a query's tokens. */
  public TokenizedQuery tokenize(String query) {
    // Holds a workspace, unused, so that closing waits for this call too.
    Workspace workspace = workspaces.lend();
    try {
      return tokenizer.tokenize(query);
    } finally {
      workspaces.giveBack(workspace);
    }
  }

  /** The second stage alone: one logit for each label. */
  public float[] infer(TokenizedQuery query) {
    Workspace workspace = workspaces.lend();
    try {
      return infer(workspace, query).clone();
    } finally {
      workspaces.giveBack(workspace);
    }
  }

  /** The last stage alone: the label of the largest logit, and its probability. */
  public Classification label(float[] logits) {
    return labels.label(logits);
  }

  /** The second stage with its input already in native memory. */
  public PreparedRun prepare(TokenizedQuery query) {
    Workspace pooled = workspaces.lend();
    try {
      Workspace workspace = model.newWorkspace(signature, traits.maximumLength());
      return new PreparedRun(workspace, workspace.load(query));
    } catch (OrtException e) {
      throw model.failure(query, e);
    } finally {
      workspaces.giveBack(pooled);
    }
  }

  private float[] infer(Workspace workspace, TokenizedQuery query) {
    try {
      return workspace.infer(query);
    } catch (OrtException e) {
      throw model.failure(query, e);
    }
  }

  private void load(Workspace workspace, TokenizedQuery query) {
    try {
      workspace.load(query);
    } catch (OrtException e) {
      throw model.failure(query, e);
    }
  }

  /** Frees the model, once the calls under way have ended; closing again does nothing. */
  @Override
  public void close() {
    if (workspaces.close()) {
      ShutdownDrain.remove(workspaces);
      model.close();
      tokenizer.close();
    }
  }
}
