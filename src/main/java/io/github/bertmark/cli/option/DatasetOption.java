package io.github.bertmark.cli.option;

import io.github.bertmark.InputException;
import io.github.bertmark.PlainText;
import io.github.bertmark.Progress;
import io.github.bertmark.dataset.CacheFolders;
import io.github.bertmark.dataset.Dataset;
import io.github.bertmark.dataset.DatasetRequest;
import io.github.bertmark.dataset.DatasetResolution;
import io.github.bertmark.dataset.Datasets;
import io.github.bertmark.dataset.FileLayout;
import io.github.bertmark.dataset.LabelledQuery;
import io.github.bertmark.dataset.Split;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which data set the accuracy is measured on. */
public final class DatasetOption {
  private static final String SAMPLE = "--sample";

  @Option(
      names = "--dataset",
      paramLabel = "FILE",
      description = {
        "Labelled texts: CSV, TSV, JSON Lines, a list in JSON, all of them maybe gzipped, or",
        "CLINC150's data_oos_plus.json (default: $BERTMARK_DATASET; else CLINC150 from the cache",
        "or a download)."
      })
  private @Nullable Path file;

  @Option(
      names = "--text-column",
      paramLabel = "NAME",
      description = {
        "The column of the texts (default: text, utterance, query, ...). Without a header,",
        "--text-column and --label-column are positions from 1."
      })
  private @Nullable String textColumn;

  @Option(
      names = "--label-column",
      paramLabel = "NAME",
      description = "The column of the labels (default: label, intent, category, ...).")
  private @Nullable String labelColumn;

  @Option(
      names = "--delimiter",
      paramLabel = "CHARACTER",
      description = "Between the fields of a line: a character, or tab (default: found).")
  private @Nullable String delimiter;

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      description = "Of the file, such as windows-1252 (default: UTF-8 or UTF-16, as found).")
  private @Nullable String encoding;

  @Option(
      names = "--out-of-scope-label",
      paramLabel = "LABEL",
      description = "Of texts without an intent, told apart (default: oos of CLINC150, else none).")
  private @Nullable String outOfScopeLabel;

  @Option(
      names = SAMPLE,
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = {
        "Take the queries that are built in, in place of CLINC150's: for its labels, but so few that",
        "their accuracies are a trial of the job and no more."
      })
  private boolean sample;

  @Option(names = "--offline", description = "Do not download the data set.")
  private boolean offline;

  /** Finds the data set and tells what it is, and why it is not a better one. */
  public Dataset resolve(Map<String, String> environment, PrintWriter err, Progress progress) {
    DatasetResolution found = sample ? sample() : find(environment, progress);
    found.notes().forEach(note -> err.println("Note: " + PlainText.line(note)));
    Dataset dataset = found.dataset();
    String size =
        dataset.traits().lines().isEmpty()
            ? ""
            : "; %d texts, %d labels"
                .formatted(dataset.queries(Split.TEST).size(), dataset.labels().size());
    err.println("Data set: " + PlainText.line(dataset.name() + " (" + found.origin() + size + ")"));
    err.flush();
    return dataset;
  }

  private DatasetResolution find(Map<String, String> environment, Progress progress) {
    return Datasets.resolve(
        new DatasetRequest(explicit(environment), cache(environment), offline, layout()), progress);
  }

  /** Not where a file is named too: one of the two is a mistake. */
  private DatasetResolution sample() {
    if (file != null) {
      throw new InputException(
          SAMPLE, "is given beside --dataset=" + file, "leave one of them out");
    }
    return new DatasetResolution(
        Datasets.sample(layout()),
        "built in",
        List.of("the built-in sample's accuracies compare with no other set's"));
  }

  /** The same, but only if it was named, here or by the environment; null if it was not. */
  public @Nullable Dataset named(
      Map<String, String> environment, PrintWriter err, Progress progress) {
    return explicit(environment) == null ? null : resolve(environment, err, progress);
  }

  /**
   * The test queries' texts, each once, in an order of chance that is always the same; those of the
   * built-in sample where no data set was named.
   */
  public static List<String> texts(@Nullable Dataset named) {
    Dataset dataset = named == null ? Datasets.sample() : named;
    List<String> texts =
        dataset.queries(Split.TEST).stream()
            .map(LabelledQuery::text)
            .distinct()
            .collect(Collectors.toCollection(ArrayList::new));
    Collections.shuffle(texts, new Random(1));
    return texts;
  }

  /** The user's folder for what can be had again. */
  static Path cache(Map<String, String> environment) {
    return CacheFolders.locate(
        environment, System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
  }

  /** The data set if it is on this machine, without a word; null if it is not. */
  public @Nullable Dataset atHand(Map<String, String> environment) {
    if (sample) {
      return sample().dataset();
    }
    Path named = explicit(environment);
    if (named != null && !Files.exists(named) && file == null) {
      return null;
    }
    return Datasets.atHand(new DatasetRequest(named, cache(environment), true, layout()));
  }

  /** What a command that repeats this one has to name, by the build's properties. */
  public Map<String, String> settings(Map<String, String> environment) {
    Map<String, String> settings = new LinkedHashMap<>();
    Path named = explicit(environment);
    settings.put("dataset", named == null || sample ? "" : named.toString());
    settings.put("sample", sample ? "true" : "");
    settings.put("textColumn", Objects.requireNonNullElse(textColumn, ""));
    settings.put("labelColumn", Objects.requireNonNullElse(labelColumn, ""));
    settings.put("delimiter", Objects.requireNonNullElse(delimiter, ""));
    settings.put("encoding", Objects.requireNonNullElse(encoding, ""));
    settings.put("outOfScopeLabel", Objects.requireNonNullElse(outOfScopeLabel, ""));
    return settings;
  }

  private FileLayout layout() {
    return new FileLayout(textColumn, labelColumn, delimiter(), charset(), outOfScopeLabel);
  }

  private @Nullable Character delimiter() {
    if (delimiter == null) {
      return null;
    }
    String character = delimiter.matches("tab|\\\\t") ? "\t" : delimiter;
    if (character.length() != 1 || character.matches("[\"\\r\\n]")) {
      throw new InputException(
          "--delimiter=" + delimiter, "is no delimiter", "give one character, or tab");
    }
    return character.charAt(0);
  }

  private @Nullable Charset charset() {
    try {
      return encoding == null ? null : Charset.forName(encoding);
    } catch (IllegalArgumentException e) {
      throw new InputException(
          "--encoding=" + encoding,
          "is no encoding that is known",
          "give one such as UTF-8, UTF-16LE or windows-1252",
          e);
    }
  }

  private @Nullable Path explicit(Map<String, String> environment) {
    String named = environment.getOrDefault("BERTMARK_DATASET", "");
    return file != null || named.isBlank() ? file : Path.of(named);
  }
}
