package io.github.bertmark.jmh.fork;

import io.github.bertmark.InputException;
import io.github.bertmark.PlainText;
import io.github.bertmark.classify.SessionSettings;
import io.github.bertmark.classify.tokens.BenchmarkQuery;
import io.github.bertmark.model.ModelFolder;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.model.SessionOverrides;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a fork is told by system properties, which JMH hands on to it.
 *
 * @param models {@code bertmark.models}, where the variants lie; by default {@code models}
 * @param threads {@code bertmark.threads}, threads within one call; by default one per core
 * @param session {@code bertmark.session}, settings of the session such as {@code spinning=false};
 *     by default none
 * @param query {@code bertmark.query}, the text to classify, or {@code bertmark.queryFile}, the
 *     file that holds it; by default the book's
 * @param forks {@code bertmark.forkRecords}, the folder for the records of the forks; by default
 *     none
 */
public record ForkSettings(
    ModelFolder models, int threads, SessionOverrides session, String query, @Nullable Path forks) {
  public static ForkSettings fromProperties() {
    return from(System::getProperty);
  }

  /** The settings from properties of any origin; null stands for one that is not set. */
  public static ForkSettings from(Function<String, @Nullable String> properties) {
    String models = properties.apply("bertmark.models");
    String query = properties.apply("bertmark.query");
    String forks = properties.apply("bertmark.forkRecords");
    return new ForkSettings(
        ModelFolder.parse(models == null ? "models" : models),
        threads(properties.apply("bertmark.threads")),
        session(properties.apply("bertmark.session")),
        query == null ? read(properties.apply("bertmark.queryFile")) : query,
        forks == null ? null : Path.of(forks));
  }

  private static String read(@Nullable String file) {
    try {
      return file == null ? BenchmarkQuery.TEXT : Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new InputException(
          "-Dbertmark.queryFile=" + file, "cannot be read", "name a file in UTF-8", e);
    }
  }

  /** How a variant is to be run. */
  public SessionSettings of(ModelVariant variant) {
    return SessionSettings.of(threads, variant, session);
  }

  private static SessionOverrides session(@Nullable String value) {
    try {
      return SessionOverrides.parse(value == null ? "" : value);
    } catch (IllegalArgumentException e) {
      throw new InputException(
          "-Dbertmark.session=" + value, PlainText.refusal(e), "correct it", e);
    }
  }

  private static int threads(@Nullable String value) {
    if (value == null) {
      return Runtime.getRuntime().availableProcessors();
    }
    try {
      int threads = Integer.parseInt(value);
      if (threads >= 1) {
        return threads;
      }
    } catch (NumberFormatException e) {
      // Told below, as any other value that is no number of threads.
    }
    throw new InputException(
        "-Dbertmark.threads=" + value, "is no number of threads", "give a whole number from 1");
  }
}
