package io.github.bertmark.tokenizer;

import io.github.bertmark.tokenizer.TokenizerFile.Frame;
import io.github.bertmark.tokenizer.TokenizerFile.Normalizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** A {@code vocab.txt} of BERT's: a token a line, whose number is its id. */
final class WordPieceVocabulary {
  private WordPieceVocabulary() {}

  /** Writes its tokenizer, with the defaults of Hugging Face's BertTokenizer. */
  static Tokenizer write(Path folder, TokenizerSettings settings, Path target) throws IOException {
    Path file = folder.resolve(TokenizerFiles.VOCABULARY);
    Map<String, Integer> ids =
        TokenizerFile.ids(TokenizerFiles.lines(file), file, TokenizerSettings.WAY_OUT);
    AddedToken unknown = settings.token("unk_token", AddedToken.special("[UNK]"));
    AddedToken sep = settings.token("sep_token", AddedToken.special("[SEP]"));
    AddedToken pad = settings.token("pad_token", AddedToken.special("[PAD]"));
    AddedToken cls = settings.token("cls_token", AddedToken.special("[CLS]"));
    AddedToken mask = settings.token("mask_token", AddedToken.special("[MASK]"));
    SortedMap<Integer, AddedToken> added =
        settings.added(ids, List.of(unknown, sep, pad, cls, mask));
    Map<String, Integer> all = new HashMap<>(ids);
    added.forEach((id, token) -> all.put(token.content(), id));
    Frame frame =
        Frame.of(
            all, cls.content(), sep.content(), unknown.content(), file, TokenizerSettings.WAY_OUT);
    boolean lowerCase = settings.flag("do_lower_case", true);
    TokenizerFile.write(
        target,
        ids,
        added,
        new Normalizer(
            lowerCase,
            settings.flag("strip_accents"),
            settings.flag("tokenize_chinese_chars", true)),
        frame);
    String casing = lowerCase ? "lower case" : "case kept";
    return new Tokenizer(
        "WordPiece from "
            + TokenizerFiles.VOCABULARY
            + ", "
            + casing
            + (settings.has("do_lower_case") ? "" : " by default"),
        all.get(pad.content()),
        settings.modelMaxLength(),
        TokenizerFiles.filesOf(List.of(file), settings));
  }
}
