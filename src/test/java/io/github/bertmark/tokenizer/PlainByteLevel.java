package io.github.bertmark.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** OpenAI's encoder.py, step by step: what a built byte-level BPE tokenizer is held to. */
record PlainByteLevel(Map<String, Integer> ids, List<String> merges, boolean prefixSpace) {
  private static final Pattern WORDS =
      Pattern.compile(
          "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
          Pattern.UNICODE_CHARACTER_CLASS);

  List<Long> encode(String text) {
    List<Long> tokens = new ArrayList<>();
    tokens.add((long) ids.get("<s>"));
    String whole = prefixSpace && !text.isEmpty() && text.charAt(0) != ' ' ? " " + text : text;
    Matcher words = WORDS.matcher(whole);
    while (words.find()) {
      List<String> parts = new ArrayList<>();
      for (byte b : words.group().getBytes(StandardCharsets.UTF_8)) {
        parts.add(letter(b & 0xff));
      }
      merge(parts);
      parts.forEach(part -> tokens.add((long) ids.get(part)));
    }
    tokens.add((long) ids.get("</s>"));
    return tokens;
  }

  private void merge(List<String> parts) {
    while (true) {
      int best = -1;
      for (int i = 0; i + 1 < parts.size(); i++) {
        int rank = rank(parts, i);
        if (rank >= 0 && (best < 0 || rank < rank(parts, best))) {
          best = i;
        }
      }
      if (best < 0) {
        return;
      }
      parts.set(best, parts.get(best) + parts.remove(best + 1));
    }
  }

  private int rank(List<String> parts, int at) {
    return merges.indexOf(parts.get(at) + " " + parts.get(at + 1));
  }

  /** Printable bytes stand for themselves, the others for what comes behind the bytes. */
  static String letter(int value) {
    int others = 256;
    for (int b = 0; b < 256; b++) {
      boolean printable = b >= '!' && b <= '~' || b >= 0xa1 && b <= 0xac || b >= 0xae;
      if (b == value) {
        return Character.toString(printable ? b : others);
      }
      others += printable ? 0 : 1;
    }
    throw new IllegalArgumentException("no byte: " + value);
  }
}
