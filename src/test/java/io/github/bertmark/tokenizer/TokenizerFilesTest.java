package io.github.bertmark.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenizerFilesTest {
  private static final int TEXTS = 1500;

  /**
   * First and last of ranges that every version of Unicode in use agrees on: letters with and
   * without case and accents, combining marks, digits, Chinese, kana, Hangul, punctuation, spaces,
   * controls, symbols.
   */
  private static final int[][] RANGES = {
    {'a', 'e'},
    {'a', 'z'},
    {'A', 'Z'},
    {'0', '9'},
    {' ', '/'},
    {' ', ' '},
    {':', '@'},
    {'{', '~'},
    {0xc0, 0x17e},
    {0x300, 0x30f},
    {0x391, 0x3a1},
    {0x3a3, 0x3c9},
    {0x400, 0x45f},
    {0x5d0, 0x5ea},
    {0x627, 0x64a},
    {0x915, 0x939},
    {0x1e00, 0x1e95},
    {0x3041, 0x3096},
    {0x4e00, 0x4e40},
    {0x3400, 0x3410},
    {0x20000, 0x20010},
    {0xac00, 0xac40},
    {0x2010, 0x2027},
    {0x3000, 0x3003},
    {0, 8},
    {9, 13},
    {0x1f600, 0x1f610},
    {0xa0, 0xbf},
    {0xfffd, 0xfffd},
    {0x200b, 0x200f}
  };

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "true,,true",
    "true,,false",
    "false,,true",
    "false,,false",
    "true,false,true",
    "false,true,true"
  })
  void aVocabularyCutsAsBertDoes(boolean lowerCase, Boolean stripAccents, boolean chinese)
      throws IOException {
    SplittableRandom random = new SplittableRandom(12);
    Map<String, Integer> ids = wordPieces(random);
    write("vocab.txt", String.join("\n", ids.keySet()) + "\n");
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("do_lower_case", lowerCase);
    config.put("tokenize_chinese_chars", chinese);
    config.put("strip_accents", stripAccents);
    config.put("model_max_length", 1e30);
    Json.write(folder.resolve("tokenizer_config.json"), config);
    PlainBert reference =
        new PlainBert(ids, lowerCase, stripAccents == null ? lowerCase : stripAccents, chinese);

    Tokenizer tokenizer = TokenizerFiles.write(folder, target());

    assertThat(tokenizer.description())
        .isEqualTo("WordPiece from vocab.txt, " + (lowerCase ? "lower case" : "case kept"));
    assertThat(tokenizer.padTokenId()).isZero();
    assertThat(tokenizer.modelMaxLength()).isNull();
    assertThat(tokenizer.files())
        .containsExactly(folder.resolve("vocab.txt"), folder.resolve("tokenizer_config.json"));
    long unknown = 0;
    try (HuggingFaceTokenizer built = open(target())) {
      for (int i = 0; i < TEXTS; i++) {
        String text = text(random);
        List<Long> expected = reference.encode(text);
        assertThat(encode(built, text)).as(text).isEqualTo(expected);
        unknown += expected.stream().filter(id -> id == 1).count();
      }
    }
    assertThat(unknown).as("some words are unknown, and not most").isBetween(100L, 9L * TEXTS);
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void aByteLevelVocabularyMergesAsRobertaDoes(boolean prefixSpace) throws IOException {
    SplittableRandom random = new SplittableRandom(34);
    Map<String, Integer> ids = byteTokens();
    List<String> merges = merges(random, ids);
    ids.put("<mask>", ids.size());
    Json.write(folder.resolve("vocab.json"), ids);
    write("merges.txt", "#version: 0.2\n" + String.join("\n", merges) + "\n");
    Json.write(
        folder.resolve("tokenizer_config.json"),
        Map.of("add_prefix_space", prefixSpace, "model_max_length", 512));
    PlainByteLevel reference = new PlainByteLevel(ids, merges, prefixSpace);

    Tokenizer tokenizer = TokenizerFiles.write(folder, target());

    assertThat(tokenizer.description()).isEqualTo("byte-level BPE from vocab.json and merges.txt");
    assertThat(tokenizer.padTokenId()).isEqualTo(1);
    assertThat(tokenizer.modelMaxLength()).isEqualTo(512);
    try (HuggingFaceTokenizer built = open(target())) {
      for (int i = 0; i < TEXTS; i++) {
        String text = text(random);
        assertThat(encode(built, text)).as(text).isEqualTo(reference.encode(text));
      }
      // The space before the mask belongs to it.
      assertThat(encode(built, " <mask>")).containsExactly(0L, (long) ids.get("<mask>"), 2L);
    }
  }

  @Test
  void withoutSettingsBertsDefaultsHold() throws IOException {
    write("vocab.txt", "[PAD]\r\n[UNK]\r\n[CLS]\r\n[SEP]\r\ncafe\r\n中\r\n国\r\n");

    Tokenizer tokenizer = TokenizerFiles.write(folder, target());

    assertThat(tokenizer.description())
        .isEqualTo("WordPiece from vocab.txt, lower case by default");
    assertIds("Café中国", 2, 4, 5, 6, 3);
    // Without an id of its own [MASK] is text.
    assertIds("[MASK]", 2, 1, 1, 1, 3);
  }

  @Test
  void tokensOfOtherNamesAreHeeded() throws IOException {
    write("vocab.txt", "<p>\n<u>\n<c>\n<e>\na\n");
    write(
        "special_tokens_map.json",
        "{\"pad_token\":\"<p>\",\"unk_token\":{\"content\":\"<u>\"},\"cls_token\":\"<c>\","
            + "\"sep_token\":\"<e>\"}");
    write("added_tokens.json", "{\"kontonummer\":6,\"IBAN\":5}");

    assertThat(TokenizerFiles.write(folder, target()).padTokenId()).isZero();
    assertIds("a b IBAN kontonummer", 2, 4, 1, 5, 6, 3);
  }

  @Test
  void addedTokensOfTheConfigurationAreHeeded() throws IOException {
    write("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\na\n");
    write(
        "tokenizer_config.json",
        "{\"added_tokens_decoder\":{\"0\":{\"content\":\"[PAD]\",\"special\":true},"
            + "\"5\":{\"content\":\"IBAN\",\"single_word\":true,\"special\":false}}}");

    TokenizerFiles.write(folder, target());

    assertIds("a IBAN", 2, 4, 5, 3);
    assertIds("a IBANs", 2, 4, 1, 3);
  }

  @Test
  void theFoldersOwnTokenizerIsTakenAsItIs() throws IOException {
    write("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\na\n");
    TokenizerFiles.write(folder, folder.resolve("tokenizer.json"));
    write("tokenizer_config.json", "{\"pad_token\":\"[PAD]\",\"model_max_length\":128}");

    Tokenizer tokenizer = TokenizerFiles.write(folder, target());

    assertThat(target()).hasSameBinaryContentAs(folder.resolve("tokenizer.json"));
    assertThat(tokenizer)
        .isEqualTo(
            new Tokenizer(
                "WordPiece from tokenizer.json",
                0,
                128,
                List.of(
                    folder.resolve("tokenizer.json"), folder.resolve("tokenizer_config.json"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"model\":{\"type\":\"Unigram\",\"unk_id\":0,\"vocab\":[[\"a\",-1e1]]}} | unigram",
        "{\"model\":{\"unk_id\":0,\"vocab\":[[\"a\",-1e1]]}} | unigram",
        "{\"model\":{\"type\":\"BPE\",\"merges\":[]},\"pre_tokenizer\":{\"type\":\"Sequence\","
            + "\"pretokenizers\":[{\"type\":\"ByteLevel\"}]}} | byte-level BPE",
        "{\"model\":{\"type\":\"BPE\"},\"pre_tokenizer\":null} | BPE",
        "{\"model\":{\"vocab\":{},\"merges\":[]}} | BPE",
        "{\"model\":{\"type\":\"WordLevel\"}} | WordLevel"
      })
  void aTokenizerIsCalledByItsKind(String json, String kind) throws IOException {
    write("tokenizer.json", json);

    assertThat(TokenizerFiles.write(folder, target()).description())
        .isEqualTo(kind + " from tokenizer.json");
  }

  /** Files as name=content, apart by a space; ↵ is a line's end. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "config.json={} | : has no tokenizer: no tokenizer.json, no vocab.txt, ",
        "spiece.model=x | spiece.model: is a SentencePiece model, the folder's only tokenizer",
        "sentencepiece.bpe.model=x | .model: is a SentencePiece model",
        "tokenizer.json= | tokenizer.json: the file is empty",
        "tokenizer.json=[1] | tokenizer.json: is not a tokenizer: it is no JSON object",
        "tokenizer.json={} | tokenizer.json: is not a tokenizer: it has no model",
        "tokenizer.json={\"model\": | tokenizer.json: is cut off",
        "tokenizer.json={\"model\":{\"type\":\"Neural\"}} | tokenizer.json: its model is of kind"
            + " \"Neural\", which tokenizers 0.21.4 does not know; save the tokenizer again with",
        "tokenizer.json={\"decoder\":{\"type\":\"Sequence\",\"decoders\":[{\"type\":\"D2\"}]}} |"
            + " its decoder is of kind \"D2\", which tokenizers 0.21.4 does not know",
        "vocab.txt= | vocab.txt: is empty",
        "vocab.txt=[UNK]↵[CLS]↵[SEP]↵a↵a | vocab.txt: its vocabulary has \"a\" twice",
        "vocab.txt=[CLS]↵[SEP]↵a | vocab.txt: its vocabulary has no [UNK]",
        "vocab.txt=[UNK]↵[CLS]↵a | vocab.txt: its vocabulary has no [SEP]",
        "vocab.txt=\u00ff | vocab.txt: is not text in UTF-8",
        "vocab.txt=[UNK]↵[CLS]↵[SEP] tokenizer_config.json={\"do_lower_case\":1} |"
            + " tokenizer_config.json: do_lower_case is neither true nor false",
        "vocab.txt=[UNK]↵[CLS]↵[SEP] added_tokens.json={\"x\":9} | its added token \"x\" has the id"
            + " 9 where its vocabulary makes it 3",
        "vocab.txt=[UNK]↵[CLS]↵[SEP] added_tokens.json={\"x\":\"y\"} | added_tokens.json: \"y\" where",
        "vocab.txt=[UNK] config.json={\"tokenizer_class\":\"BertJapaneseTokenizer\"} |"
            + " none is made here for the class \"BertJapaneseTokenizer\"",
        "vocab.txt=[UNK] config.json={\"model_type\":\"mpnet\"} | for a model of type \"mpnet\"",
        "vocab.json={\"a\":0} | merges.txt: no such file",
        "vocab.json=[] merges.txt=x | vocab.json: is no JSON object",
        "vocab.json={\"a\":\"b\"} merges.txt=x | vocab.json: the id of \"a\" is no whole number",
        "vocab.json={\"a\":0,\"b\":0} merges.txt=x | the id 0 of \"b\" is another's too",
        "vocab.json={\"a\":0,\"a\":1} merges.txt=x | vocab.json: Duplicate field 'a'",
        "vocab.json={\"a\":0} merges.txt=a↵ | merges.txt: line 1 is no pair of tokens: \"a\"",
        "vocab.json={\"a\":0,\"b\":1} merges.txt=a_b | merges.txt: line 1 names \"ab\", which"
            + " vocab.json lacks",
        "vocab.json={\"a\":0,\"b\":1,\"ab\":2} merges.txt=a_b | vocab.json: its vocabulary has no"
            + " <unk>"
      })
  void whatIsUnfitIsRefusedInALine(String files, String message) throws IOException {
    for (String file : files.split(" ")) {
      int cut = file.indexOf('=');
      String content = file.substring(cut + 1).replace('↵', '\n').replace('_', ' ');
      boolean json = file.substring(0, cut).endsWith("json");
      Files.writeString(
          folder.resolve(file.substring(0, cut)),
          json ? file.substring(cut + 1) : content,
          StandardCharsets.ISO_8859_1);
    }

    assertThatThrownBy(() -> TokenizerFiles.write(folder, target()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("; ");
    assertThat(target()).doesNotExist();
  }

  private static Map<String, Integer> wordPieces(SplittableRandom random) {
    Set<String> pieces = new LinkedHashSet<>(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"));
    for (int[] range : RANGES) {
      for (int c = range[0]; c <= range[1]; c++) {
        if (c > ' ' && random.nextInt(8) > 0) {
          pieces.add(Character.toString(c));
          pieces.add("##" + Character.toString(c));
        }
      }
    }
    for (int i = 0; i < 3000; i++) {
      String letters = Character.toString(letter(random)) + Character.toString(letter(random));
      // What Python and the vocabulary's reader here would take for an end of line is in no piece.
      if (!letters.matches("(?s).*[\\r\\n].*")) {
        pieces.add((random.nextBoolean() ? "##" : "") + letters);
      }
    }
    Map<String, Integer> ids = new LinkedHashMap<>();
    pieces.forEach(piece -> ids.put(piece, ids.size()));
    return ids;
  }

  private static Map<String, Integer> byteTokens() {
    Map<String, Integer> ids = new LinkedHashMap<>();
    for (String token : List.of("<s>", "<pad>", "</s>", "<unk>")) {
      ids.put(token, ids.size());
    }
    for (int b = 0; b < 256; b++) {
      ids.put(PlainByteLevel.letter(b), ids.size());
    }
    return ids;
  }

  private static List<String> merges(SplittableRandom random, Map<String, Integer> ids) {
    List<String> tokens =
        new ArrayList<>(List.of("a", "b", "c", "d", "e", PlainByteLevel.letter(32)));
    for (int b = 0x80; b < 0xf0; b++) {
      tokens.add(PlainByteLevel.letter(b));
    }
    List<String> merges = new ArrayList<>();
    while (merges.size() < 400) {
      String left = tokens.get(random.nextInt(tokens.size()));
      String right = tokens.get(random.nextInt(tokens.size()));
      if (ids.putIfAbsent(left + right, ids.size()) == null) {
        merges.add(left + " " + right);
        tokens.add(left + right);
      }
    }
    return merges;
  }

  private static int letter(SplittableRandom random) {
    int[] range = RANGES[random.nextInt(RANGES.length)];
    return random.nextInt(range[0], range[1] + 1);
  }

  static String text(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    int words = random.nextInt(8);
    for (int word = 0; word < words; word++) {
      int[] range = RANGES[random.nextInt(RANGES.length)];
      int letters = random.nextInt(50) == 0 ? 101 : random.nextInt(6);
      for (int i = 0; i < letters; i++) {
        text.appendCodePoint(
            random.nextInt(6) == 0 ? letter(random) : random.nextInt(range[0], range[1] + 1));
      }
      text.append(random.nextInt(3) == 0 ? "" : " ");
    }
    return text.toString();
  }

  private void assertIds(String text, long... ids) throws IOException {
    try (HuggingFaceTokenizer tokenizer = open(target())) {
      assertThat(encode(tokenizer, text)).isEqualTo(LongStream.of(ids).boxed().toList());
    }
  }

  private static HuggingFaceTokenizer open(Path file) throws IOException {
    return HuggingFaceTokenizer.newInstance(file, Map.of("truncation", "false"));
  }

  private static List<Long> encode(HuggingFaceTokenizer tokenizer, String text) {
    return Arrays.stream(tokenizer.encode(text).getIds()).boxed().toList();
  }

  private Path target() {
    return folder.resolve("built").resolve("tokenizer.json");
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }
}
