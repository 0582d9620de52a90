package io.github.bertmark.classify;

import ai.onnxruntime.OrtException;

/** ONNX Runtime's errors in the few words that matter. */
final class OrtErrors {
  private OrtErrors() {}

  /** The message's first line, without the code that it starts with. */
  static String cause(OrtException e) {
    String message = String.valueOf(e.getMessage());
    int start = message.indexOf("message: ");
    return message
        .substring(start < 0 ? 0 : start + "message: ".length())
        .lines()
        .findFirst()
        .orElse("unknown error");
  }
}
