package io.github.bertmark.classify;

import java.util.Locale;

/** A step of opening a classifier, by what is there at its end; in their order. */
public enum OpeningStep {
  /** ONNX Runtime's native code is loaded. */
  LIBRARY,
  /** ONNX Runtime's environment is there. */
  ENVIRONMENT,
  /** The model is loaded. */
  SESSION,
  /** The tokenizer is loaded, which was begun beside all of the above. */
  TOKENIZER,
  /** What is around the model is compiled, and it may be called. */
  WARM_UP;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
