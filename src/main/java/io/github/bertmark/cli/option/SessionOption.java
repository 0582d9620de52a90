package io.github.bertmark.cli.option;

import io.github.bertmark.InputException;
import io.github.bertmark.PlainText;
import io.github.bertmark.model.SessionOverrides;
import picocli.CommandLine.Option;

/** Settings of ONNX Runtime's sessions, for every variant. */
public final class SessionOption {
  @Option(
      names = "--session",
      paramLabel = "NAME=VALUE,...",
      description = {
        "Settings of ONNX Runtime's session that go before a variant's own: threads,",
        "optimization, spinning, prepacking, x64QuantPrecision, memoryArena, or any entry of",
        "ONNX Runtime's, such as session.dynamic_block_base."
      })
  private String session = "";

  public SessionOverrides session() {
    return parse("--session", session);
  }

  static SessionOverrides parse(String option, String text) {
    try {
      return SessionOverrides.parse(text);
    } catch (IllegalArgumentException e) {
      throw new InputException(option + "=" + text, PlainText.refusal(e), "correct it", e);
    }
  }
}
