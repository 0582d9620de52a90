package io.github.bertmark.tokenizer;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Hugging Face's tokenizers library knows, in the release that DJL's jar holds. */
public final class TokenizersRelease {
  /** Its own; the version of DJL's jar names an older one. */
  public static final String VERSION = "0.21.4";

  /** What to do about a file that it does not read. */
  public static final String WAY_OUT =
      "save the tokenizer again with tokenizers " + VERSION + " or older";

  /** The kinds that a section's {@code type} may name. */
  static final Map<String, Set<String>> KINDS =
      Map.of(
          "normalizer",
          Set.of(
              "BertNormalizer",
              "ByteLevel",
              "Lowercase",
              "NFC",
              "NFD",
              "NFKC",
              "NFKD",
              "Nmt",
              "Precompiled",
              "Prepend",
              "Replace",
              "Sequence",
              "Strip",
              "StripAccents"),
          "pre_tokenizer",
          Set.of(
              "BertPreTokenizer",
              "ByteLevel",
              "CharDelimiterSplit",
              "Digits",
              "FixedLength",
              "Metaspace",
              "Punctuation",
              "Sequence",
              "Split",
              "UnicodeScripts",
              "Whitespace",
              "WhitespaceSplit"),
          "post_processor",
          Set.of(
              "BertProcessing", "ByteLevel", "RobertaProcessing", "Sequence", "TemplateProcessing"),
          "decoder",
          Set.of(
              "BPEDecoder",
              "ByteFallback",
              "ByteLevel",
              "CTC",
              "Fuse",
              "Metaspace",
              "Replace",
              "Sequence",
              "Strip",
              "WordPiece"),
          "model",
          Set.of("BPE", "Unigram", "WordLevel", "WordPiece"));

  /** The library's words for a section of no kind that it knows. */
  private static final Pattern NO_KIND =
      Pattern.compile(
          "untagged enum (Normalizer|PreTokenizer|PostProcessor|Decoder|Model)[A-Za-z]*");

  private TokenizersRelease() {}

  /** The library's refusal of a {@code tokenizer.json}, in words for its reader. */
  public static String describe(RuntimeException refusal) {
    String message = String.valueOf(refusal.getMessage());
    Matcher section = NO_KIND.matcher(message);
    if (section.find()) {
      String name =
          section.group(1).replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
      return "its " + name + " is of no kind that tokenizers " + VERSION + " knows";
    }
    return message;
  }
}
