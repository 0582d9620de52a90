package io.github.bertmark.tokenizer;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Google's tokenization.py, step by step: what a built WordPiece tokenizer is held to.
 *
 * @param stripAccents as lowerCase, unless it is set
 */
record PlainBert(
    Map<String, Integer> ids, boolean lowerCase, boolean stripAccents, boolean chineseCharacters) {

  List<Long> encode(String text) {
    List<Long> tokens = new ArrayList<>();
    tokens.add((long) ids.get("[CLS]"));
    for (String word : words(text)) {
      addPieces(word, tokens);
    }
    tokens.add((long) ids.get("[SEP]"));
    return tokens;
  }

  private List<String> words(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .filter(c -> c != 0 && c != 0xfffd && (isSpace(c) || !isControl(c)))
        .forEach(
            c -> {
              if (isSpace(c)) {
                clean.append(' ');
              } else if (chineseCharacters && isChinese(c)) {
                clean.append(' ').appendCodePoint(c).append(' ');
              } else {
                clean.appendCodePoint(c);
              }
            });
    List<String> words = new ArrayList<>();
    for (String word : clean.toString().split(" ")) {
      String form = word;
      if (lowerCase) {
        StringBuilder lower = new StringBuilder();
        form.codePoints()
            .forEach(c -> lower.append(Character.toString(c).toLowerCase(Locale.ROOT)));
        form = lower.toString();
      }
      if (stripAccents) {
        form = Normalizer.normalize(form, Normalizer.Form.NFD).replaceAll("\\p{Mn}", "");
      }
      splitAtPunctuation(form, words);
    }
    return words;
  }

  private static void splitAtPunctuation(String word, List<String> words) {
    StringBuilder part = new StringBuilder();
    word.codePoints()
        .forEach(
            c -> {
              if (isPunctuation(c)) {
                end(part, words);
                words.add(Character.toString(c));
              } else {
                part.appendCodePoint(c);
              }
            });
    end(part, words);
  }

  private static void end(StringBuilder part, List<String> words) {
    if (!part.isEmpty()) {
      words.add(part.toString());
      part.setLength(0);
    }
  }

  private void addPieces(String word, List<Long> tokens) {
    int[] letters = word.codePoints().toArray();
    List<Long> pieces = new ArrayList<>();
    int start = 0;
    while (start < letters.length && letters.length <= 100) {
      int end = letters.length;
      Integer id = null;
      while (end > start && id == null) {
        id = ids.get((start > 0 ? "##" : "") + new String(letters, start, end - start));
        end -= id == null ? 1 : 0;
      }
      if (id == null) {
        break;
      }
      pieces.add((long) id);
      start = end;
    }
    if (start < letters.length) {
      tokens.add((long) ids.get("[UNK]"));
    } else {
      tokens.addAll(pieces);
    }
  }

  private static boolean isSpace(int c) {
    return c == '\t' || c == '\n' || c == '\r' || Character.getType(c) == Character.SPACE_SEPARATOR;
  }

  private static boolean isControl(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL || type == Character.FORMAT;
  }

  private static boolean isPunctuation(int c) {
    return c >= 33 && c <= 47
        || c >= 58 && c <= 64
        || c >= 91 && c <= 96
        || c >= 123 && c <= 126
        || Character.toString(c).matches("\\p{P}");
  }

  private static boolean isChinese(int c) {
    return c >= 0x4e00 && c <= 0x9fff
        || c >= 0x3400 && c <= 0x4dbf
        || c >= 0x20000 && c <= 0x2a6df
        || c >= 0x2a700 && c <= 0x2b73f
        || c >= 0x2b740 && c <= 0x2b81f
        || c >= 0x2b820 && c <= 0x2ceaf
        || c >= 0xf900 && c <= 0xfaff
        || c >= 0x2f800 && c <= 0x2fa1f;
  }
}
