package io.github.bertmark.dataset;

import io.github.bertmark.InputException;
import io.github.bertmark.PlainText;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a file hold what, by position from 0.
 *
 * @param domain -1 if there is none
 * @param header whether the first row names them
 */
record Columns(int text, int label, int domain, boolean header) {
  /** The first of each goes before the others, of which a file may have but one. */
  private static final List<String> TEXTS =
      List.of(
          "text",
          "utterance",
          "query",
          "sentence",
          "question",
          "input",
          "message",
          "content",
          "document",
          "review",
          "tweet",
          "comment",
          "phrase");

  private static final List<String> LABELS =
      List.of(
          "label",
          "intent",
          "category",
          "class",
          "target",
          "labels",
          "tag",
          "sentiment",
          "emotion");

  private static final List<String> DOMAINS = List.of("domain", "topic");

  private static final String POSITION = "[1-9][0-9]{0,2}";

  /**
   * Finds them.
   *
   * @param names of the columns, or the fields of the first row if there are no names
   * @param source names the file in errors
   */
  static Columns of(List<String> names, FileLayout layout, Object source) {
    String text = layout.textColumn();
    String label = layout.labelColumn();
    if (isPosition(text, names) && isPosition(label, names)) {
      return new Columns(
          position(text, "--text-column", names, source),
          position(label, "--label-column", names, source),
          -1,
          false);
    }
    int texts = find(names, text, TEXTS, "texts", "--text-column", source);
    int labels = find(names, label, LABELS, "labels", "--label-column", source);
    if (texts == labels) {
      throw new InputException(
          source,
          "the column " + PlainText.quoted(names.get(texts)) + " cannot be text and label",
          "name another by --label-column");
    }
    List<Integer> domains = matches(names, DOMAINS);
    int domain = domains.size() == 1 ? domains.get(0) : -1;
    return new Columns(texts, labels, domain == labels || domain == texts ? -1 : domain, true);
  }

  private static boolean isPosition(@Nullable String named, List<String> names) {
    return named != null && named.matches(POSITION) && !names.contains(named);
  }

  private static int position(
      @Nullable String named, String option, List<String> names, Object source) {
    int position = Integer.parseInt(String.valueOf(named));
    if (position > names.size()) {
      throw new InputException(
          source,
          "has no column %d, but %d in its first row".formatted(position, names.size()),
          "correct " + option + ", or name the --delimiter");
    }
    return position - 1;
  }

  private static int find(
      List<String> names,
      @Nullable String named,
      List<String> usual,
      String what,
      String option,
      Object source) {
    List<Integer> found = matches(names, List.of(named == null ? usual.get(0) : named));
    if (found.isEmpty() && named == null) {
      found = matches(names, usual);
    }
    if (found.size() == 1) {
      return found.get(0);
    }
    String all = names.stream().limit(12).map(PlainText::quoted).collect(Collectors.joining(", "));
    String cause =
        !found.isEmpty()
            ? "has several columns that may be the " + what + ": "
            : named == null
                ? "has no column of " + what + " (" + String.join(", ", usual.subList(0, 5)) + "): "
                : "has no column " + PlainText.quoted(named) + ": ";
    throw new InputException(
        source,
        cause + "its first row is " + (all.length() <= 200 ? all : all.substring(0, 197) + "..."),
        "name it by " + option + "; without a header, give --text-column=1 --label-column=2");
  }

  private static List<Integer> matches(List<String> names, List<String> wanted) {
    List<String> lower = wanted.stream().map(Columns::key).toList();
    return IntStream.range(0, names.size())
        .filter(i -> lower.contains(key(names.get(i))))
        .boxed()
        .toList();
  }

  private static String key(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
