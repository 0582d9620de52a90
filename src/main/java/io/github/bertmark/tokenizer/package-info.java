/**
 * The {@code tokenizer.json} of a model: the one that it comes with, or one made of its vocabulary.
 *
 * <p>Start with {@link io.github.bertmark.tokenizer.TokenizerFiles} and {@link
 * io.github.bertmark.tokenizer.Tokenizer}.
 */
@NullMarked
package io.github.bertmark.tokenizer;

import org.jspecify.annotations.NullMarked;
