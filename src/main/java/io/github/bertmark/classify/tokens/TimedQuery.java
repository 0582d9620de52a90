package io.github.bertmark.classify.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bertmark.Digests;
import io.github.bertmark.model.ModelVariant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text that the benchmarks time.
 *
 * @param choice how it was chosen, in words; null for the book's
 */
public record TimedQuery(String text, @Nullable String choice) {
  /** The book's, of CLINC150's kind. */
  public static final TimedQuery BOOK = new TimedQuery(BenchmarkQuery.TEXT, null);

  /** One that a user named. */
  public static TimedQuery named(String text) {
    return text.equals(BOOK.text)
        ? BOOK
        : new TimedQuery(UnicodeText.wellFormed(text), "as --query names it");
  }

  /**
   * One for all of a data set's: of the texts with the median number of tokens (the lower one of
   * two), that of the lowest SHA-256, so that their order does not matter.
   *
   * @param variant by whose tokenizer, and maximum length, tokens are counted
   * @param texts at least one
   */
  public static TimedQuery typical(ModelVariant variant, List<String> texts) {
    NativeCode.load();
    List<Integer> lengths = new ArrayList<>();
    try (QueryTokenizer tokenizer =
        QueryTokenizer.open(variant, TokenizerText.read(variant), variant.maximumLength(), false)) {
      texts.forEach(text -> lengths.add(tokenizer.tokenize(text).length()));
    }
    int median = lengths.stream().sorted().skip((lengths.size() - 1) / 2).findFirst().orElseThrow();
    List<String> fitting = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      if (lengths.get(i) == median) {
        fitting.add(texts.get(i));
      }
    }
    String text =
        fitting.stream()
            .min(Comparator.comparing(fit -> Digests.sha256(fit.getBytes(UTF_8))))
            .orElseThrow();
    return new TimedQuery(
        UnicodeText.wellFormed(text),
        "a text of the data set's median length, %d tokens of %s, the first by SHA-256"
            .formatted(median, variant.id()));
  }
}
