package io.github.bertmark.tokenizer;

import io.github.bertmark.AtomicFiles;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The tokenizer in a model's folder, in whatever files {@code save_pretrained} left it. */
public final class TokenizerFiles {
  static final String VOCABULARY = "vocab.txt";

  private static final String TOKENIZER = "tokenizer.json";

  private static final List<String> SENTENCE_PIECE =
      List.of("sentencepiece.bpe.model", "spiece.model", "tokenizer.model", "spm.model");

  private TokenizerFiles() {}

  /**
   * Writes {@code tokenizer.json} for a folder: the bytes of the one that is there, or else one
   * made of its vocabulary.
   *
   * @param target where it is written, whole or not at all
   * @throws InputException if there is neither, a file is damaged, or none of these forms is right
   *     for the model
   */
  public static Tokenizer write(Path folder, Path target) throws IOException {
    TokenizerSettings settings = TokenizerSettings.read(folder);
    Path ready = folder.resolve(TOKENIZER);
    if (Files.exists(ready)) {
      return copy(ready, settings, target);
    }
    boolean vocabulary =
        Files.exists(folder.resolve(VOCABULARY))
            || Files.exists(folder.resolve(ByteLevelVocabulary.IDS));
    if (!vocabulary) {
      throw missing(folder);
    }
    return switch (Scheme.of(folder, settings)) {
      case WORD_PIECE -> WordPieceVocabulary.write(folder, settings, target);
      case BYTE_LEVEL -> ByteLevelVocabulary.write(folder, settings, target);
    };
  }

  private static Tokenizer copy(Path file, TokenizerSettings settings, Path target)
      throws IOException {
    byte[] bytes = Json.bytes(file, TokenizerSettings.WAY_OUT);
    ReadyTokenizer ready = ReadyTokenizer.read(file, bytes);
    AtomicFiles.write(target, out -> out.write(bytes));
    String pad = settings.token("pad_token", AddedToken.special("")).content();
    return new Tokenizer(
        ready.kind() + " from " + TOKENIZER,
        ready.padTokenId(pad),
        settings.modelMaxLength(),
        filesOf(List.of(file), settings));
  }

  private static InputException missing(Path folder) {
    for (String name : SENTENCE_PIECE) {
      if (Files.exists(folder.resolve(name))) {
        return new InputException(
            folder.resolve(name),
            "is a SentencePiece model, the folder's only tokenizer, and is not read",
            "save it with AutoTokenizer's save_pretrained, which writes " + TOKENIZER);
      }
    }
    return new InputException(
        folder,
        "has no tokenizer: no %s, no %s, no %s with %s"
            .formatted(TOKENIZER, VOCABULARY, ByteLevelVocabulary.IDS, ByteLevelVocabulary.MERGES),
        "put the model's own there");
  }

  static List<Path> filesOf(List<Path> vocabulary, TokenizerSettings settings) {
    List<Path> files = new ArrayList<>(vocabulary);
    files.addAll(settings.files());
    return files;
  }

  /**
   * The lines of a text file, as Python reads them: ended by a line feed, a carriage return or
   * both, and by nothing else that Unicode has for it.
   *
   * @throws InputException if it is not there, empty, or not in UTF-8
   */
  static List<String> lines(Path file) throws IOException {
    byte[] bytes = Json.bytes(file, TokenizerSettings.WAY_OUT);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.isBlank()) {
        throw new InputException(file, "is empty", TokenizerSettings.WAY_OUT);
      }
      List<String> lines = new ArrayList<>(List.of(text.split("\r\n|\r|\n", -1)));
      if (lines.get(lines.size() - 1).isEmpty()) {
        lines.remove(lines.size() - 1);
      }
      return lines;
    } catch (CharacterCodingException e) {
      throw new InputException(file, "is not text in UTF-8", TokenizerSettings.WAY_OUT, e);
    }
  }
}
