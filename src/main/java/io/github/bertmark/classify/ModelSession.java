package io.github.bertmark.classify;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.github.bertmark.InputException;
import io.github.bertmark.classify.tokens.NativeCode;
import io.github.bertmark.classify.tokens.TokenizedQuery;
import io.github.bertmark.classify.tokens.WaysOut;
import io.github.bertmark.model.ModelFiles;
import io.github.bertmark.model.ModelVariant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The second stage: a variant's model, loaded into ONNX Runtime. */
final class ModelSession implements AutoCloseable {
  private final ModelVariant variant;
  private final OrtSession.SessionOptions options;
  private final OrtSession session;

  private ModelSession(
      ModelVariant variant, OrtSession.SessionOptions options, OrtSession session) {
    this.variant = variant;
    this.options = options;
    this.session = session;
  }

  /**
   * Loads a model.
   *
   * @param diagnosis what to write about it; null for nothing
   * @param reached is told of each step at its end
   * @throws InputException if the file is missing or damaged
   */
  static ModelSession open(
      ModelVariant variant,
      SessionSettings settings,
      @Nullable Diagnosis diagnosis,
      Consumer<OpeningStep> reached) {
    Path file = variant.modelFile();
    requireFiles(variant);
    try {
      // The first class of ONNX Runtime that is used loads its native code.
      OrtSession.SessionOptions options = settings.toOptions();
      reached.accept(OpeningStep.LIBRARY);
      try {
        if (diagnosis != null) {
          diagnosis.addTo(options);
        }
        OrtEnvironment environment = KeptEnvironment.get();
        reached.accept(OpeningStep.ENVIRONMENT);
        OrtSession session = environment.createSession(file.toString(), options);
        reached.accept(OpeningStep.SESSION);
        return new ModelSession(variant, options, session);
      } catch (OrtException e) {
        options.close();
        throw e;
      }
    } catch (OrtException e) {
      throw new InputException(
          file,
          "cannot be loaded: " + OrtErrors.cause(e),
          OrtErrors.wayOut(e, WaysOut.damaged(variant)),
          e);
    } catch (LinkageError e) {
      throw NativeCode.failure("ONNX Runtime's native library", e);
    }
  }

  /** Whatever file the graph names is judged before native code opens it. */
  private static void requireFiles(ModelVariant variant) {
    try {
      ModelFiles.of(variant);
    } catch (IOException e) {
      throw new InputException(
          variant.modelFile(), "cannot be read (" + e + ")", "check its permissions", e);
    }
  }

  /**
   * What the model declares of its inputs and outputs.
   *
   * @throws InputException if they do not fit the variant
   */
  ModelSignature signature() {
    try {
      return ModelSignature.of(session, variant);
    } catch (OrtException e) {
      throw failure("cannot tell its inputs and outputs: ", e);
    }
  }

  ModelVariant variant() {
    return variant;
  }

  /** Memory and tensors for one call at a time. */
  Workspace newWorkspace(ModelSignature signature, int maximumLength) {
    try {
      return new Workspace(
          session, signature, variant.padding(), maximumLength, variant.labels().size());
    } catch (OrtException e) {
      throw failure("cannot be given its tensors: ", e);
    }
  }

  /**
   * Counts the logits of a model that does not declare how many there are.
   *
   * @throws InputException if there are not as many as labels
   */
  void checkWidthByRunning(ModelSignature signature, TokenizedQuery query) {
    try (Workspace workspace = newWorkspace(signature, query.length());
        OrtSession.Result result = session.run(workspace.load(query))) {
      TensorInfo logits =
          (TensorInfo) result.get(signature.logits().name()).orElseThrow().getInfo();
      ModelSignature.checkWidth(logits.getShape()[1], variant);
    } catch (OrtException e) {
      throw failure(query, e);
    }
  }

  /** The error of a run that failed. */
  InputException failure(TokenizedQuery query, OrtException e) {
    return failure("cannot be run on " + query.length() + " tokens: ", e);
  }

  private InputException failure(String what, OrtException e) {
    return new InputException(
        variant.modelFile(),
        what + OrtErrors.cause(e),
        "see that tokenizer.json and maximumLength in variant.json are those of the model",
        e);
  }

  @Override
  public void close() {
    try {
      session.close();
      // Not before: the session may use what the options hold.
      options.close();
    } catch (OrtException e) {
      throw new IllegalStateException(OrtErrors.cause(e), e);
    }
  }
}
