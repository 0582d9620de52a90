package io.github.bertmark.classify;

import ai.onnxruntime.OrtException;
import java.util.regex.Pattern;

/** ONNX Runtime's errors in the few words that matter. */
final class OrtErrors {
  private static final Pattern PREAMBLE =
      Pattern.compile("^Error code - \\w+ - message: (Load model from .* failed: ?)?");

  private OrtErrors() {}

  /** The message's first line, without the code and the file that it starts with. */
  static String cause(OrtException e) {
    String firstLine = String.valueOf(e.getMessage()).lines().findFirst().orElse("unknown");
    return PREAMBLE.matcher(firstLine).replaceFirst("");
  }
}
