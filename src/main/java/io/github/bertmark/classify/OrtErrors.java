package io.github.bertmark.classify;

import ai.onnxruntime.OrtException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** ONNX Runtime's errors in the few words that matter. */
final class OrtErrors {
  private static final Pattern PREAMBLE =
      Pattern.compile("^Error code - \\w+ - message: (Load model from .* failed: ?)?");

  /** A place in ONNX Runtime's sources, and the signature of the function there. */
  private static final Pattern PLACE =
      Pattern.compile(
          "(?:[A-Za-z]:)?[^\\s:]*\\.(?:cc|cpp|h|hpp):\\d+ "
              + "(?:[^():]*[\\w>]::[^()]*(?:\\(\\))?\\((?:[^()]|\\([^()]*\\))*\\)"
              + "(?: const)?(?: \\[with [^\\]]*\\])?|\\S*::\\S+)?\\s*");

  private static final Pattern NEWEST_IR = Pattern.compile("max supported IR version: (\\d+)");
  private static final Pattern NEWEST_OPSET =
      Pattern.compile("official support for domain ai\\.onnx is till opset (\\d+)");

  private OrtErrors() {}

  /** What helps against an error: a newer format than the runtime's wants another export. */
  static String wayOut(OrtException e, String otherwise) {
    String message = String.valueOf(e.getMessage());
    Matcher opset = NEWEST_OPSET.matcher(message);
    if (opset.find()) {
      return "export the model with opset <= " + opset.group(1);
    }
    Matcher ir = NEWEST_IR.matcher(message);
    return ir.find() ? "export the model with IR version <= " + ir.group(1) : otherwise;
  }

  /** The message's first line, without the code, the file and places in C++ sources. */
  static String cause(OrtException e) {
    String firstLine = String.valueOf(e.getMessage()).lines().findFirst().orElse("unknown");
    return PLACE.matcher(PREAMBLE.matcher(firstLine).replaceFirst("")).replaceAll("");
  }
}
