package io.github.bertmark.tokenizer;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a folder's tokenizer.
 *
 * @param description its kind and what it was made from, "WordPiece from vocab.txt, lower case"
 * @param padTokenId null if it pads with none
 * @param modelMaxLength in tokens, as {@code tokenizer_config.json} states it; null if it does not
 * @param files all that it was made from; other bytes there make another tokenizer
 */
public record Tokenizer(
    String description,
    @Nullable Integer padTokenId,
    @Nullable Integer modelMaxLength,
    List<Path> files) {
  public Tokenizer {
    files = List.copyOf(files);
  }
}
