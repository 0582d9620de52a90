package io.github.bertmark.dataset;

import io.github.bertmark.PlainText;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The labels that one may have been meant to be, by the fewest characters to change. */
public final class NearestLabels {
  private static final int SHOWN = 3;

  private NearestLabels() {}

  /** The nearest few, quoted, with how many others there are. */
  public static String of(String label, List<String> labels) {
    String key = key(label);
    String nearest =
        labels.stream()
            .sorted(Comparator.comparingInt(other -> distance(key, key(other))))
            .limit(SHOWN)
            .map(PlainText::quoted)
            .collect(Collectors.joining(", "));
    return labels.size() <= SHOWN
        ? nearest
        : nearest + " and " + (labels.size() - SHOWN) + " others";
  }

  /** Without what is most often spelt otherwise; a long one is told by its beginning. */
  private static String key(String label) {
    String key = label.strip().toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
    return key.substring(0, Math.min(key.length(), 100));
  }

  /** Levenshtein's. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
