package io.github.bertmark.classify.tokens;

import io.github.bertmark.Digests;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.model.FirstBytes;
import io.github.bertmark.model.ModelVariant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A variant's {@code tokenizer.json} as native code may be given it. That code ends the process on
 * some files, without a word. So a file is parsed here first; one that is not of BERT's plain form,
 * which it takes for certain, is then tried in a JVM of its own, once for each JVM that uses it.
 */
public final class TokenizerText {
  /** Some ten times the largest that is in use. */
  private static final long LARGEST_BYTES = 1 << 28;

  /** The digests of texts that were tried. */
  private static final Set<String> TRIED = ConcurrentHashMap.newKeySet();

  private TokenizerText() {}

  /**
   * Begins to read, and to load what will take the text, on a thread of its own: to be done by the
   * time that a model is loaded.
   */
  public static CompletableFuture<String> begin(ModelVariant variant) {
    return CompletableFuture.supplyAsync(
        () -> {
          NativeCode.load();
          return read(variant);
        },
        task -> {
          Thread thread = new Thread(task, "tokenizer.json");
          thread.setDaemon(true);
          thread.start();
        });
  }

  /**
   * The text that was begun to be read.
   *
   * @throws InputException as {@link #read} does
   */
  public static String get(CompletableFuture<String> begun) {
    try {
      return begun.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof InputException unfit ? unfit : e;
    }
  }

  /**
   * Reads and judges the file.
   *
   * @throws InputException if it is missing or damaged, or native code does not survive it
   */
  public static String read(ModelVariant variant) {
    Path file = variant.tokenizerFile();
    if (!Files.isRegularFile(file)) {
      throw new InputException(file, "no such file", WaysOut.missing(variant));
    }
    String subject = file + ": is not a tokenizer";
    String wayOut = WaysOut.damaged(variant);
    try {
      if (Files.size(file) > LARGEST_BYTES) {
        throw new InputException(subject, "it is larger than any", wayOut);
      }
      String kind = FirstBytes.kind(file);
      if (kind != null) {
        throw new InputException(subject, "it is " + kind, wayOut);
      }
      String text = Files.readString(file);
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      if (!Json.scan(bytes, PlainTokenizer::is, subject, wayOut)) {
        String sha256 = Digests.sha256(bytes);
        if (!TRIED.contains(sha256)) {
          TokenizerTrial.require(text, subject, wayOut);
          TRIED.add(sha256);
        }
      }
      return text;
    } catch (IOException e) {
      throw new InputException(subject, "cannot be read (" + e.getMessage() + ")", wayOut, e);
    }
  }
}
