package io.github.bertmark.classify.tokens;

import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import io.github.bertmark.InputException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM in which a tokenizer is tried, and which it may end. The file that hands it over is gone
 * when native code has come back, be it with a tokenizer or a refusal.
 */
final class TokenizerTrial {
  private static final int PATIENCE_SECONDS = 60;
  private static final int MAXIMUM_LENGTH = 16;

  /** Nothing, words, other scripts, combined and control characters, one very long word. */
  private static final List<String> PROBES =
      List.of(
          "",
          BenchmarkQuery.TEXT,
          "日本語 Straße é e\u0301 \ud83d\ude00 [MASK] <s>",
          "a\u0000b\t\u202e\ufffd \n ",
          "x".repeat(1000),
          "more words than fit ".repeat(MAXIMUM_LENGTH));

  private TokenizerTrial() {}

  /**
   * Tries a tokenizer.
   *
   * @throws InputException if native code does not come back from it
   */
  static void require(String text, String subject, String wayOut) throws IOException {
    Path file = Files.createTempFile("bertmark", ".tokenizer");
    try {
      Files.writeString(file, text);
      Process process =
          new ProcessBuilder(command(file))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (Files.exists(file)) {
          String how =
              ended
                  ? "ends the process that loads it, with code " + process.exitValue()
                  : "keeps a process busy for more than " + PATIENCE_SECONDS + " s";
          throw new InputException(subject, "tried in a JVM of its own, it " + how, wayOut);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted");
      } finally {
        process.destroyForcibly();
      }
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static List<String> command(Path file) {
    // The only way to this JVM's own settings that needs no caller to hand them down.
    RuntimeMXBean own = ManagementFactory.getRuntimeMXBean();
    List<String> command = new ArrayList<>();
    command.add(Path.of(own.getSystemProperties().get("java.home"), "bin", "java").toString());
    own.getInputArguments().stream()
        .filter(argument -> argument.startsWith("-D"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Dai.djl.offline=true",
            "-XX:+SuppressFatalErrorMessage",
            "-XX:-CreateCoredumpOnCrash",
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            own.getClassPath(),
            TokenizerTrial.class.getName(),
            file.toString()));
    return command;
  }

  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    String text = Files.readString(file);
    NativeCode.load();
    try {
      use(text);
    } catch (RuntimeException e) {
      // Refused in words, which the caller gets again.
    }
    Files.delete(file);
  }

  private static void use(String text) {
    TokenizersLibrary library = TokenizersLibrary.LIB;
    long handle = library.createTokenizerFromString(text);
    library.setTruncation(handle, MAXIMUM_LENGTH, "LONGEST_FIRST", 0);
    library.disablePadding(handle);
    for (String probe : PROBES) {
      library.deleteEncoding(library.encode(handle, probe, true));
    }
  }
}
