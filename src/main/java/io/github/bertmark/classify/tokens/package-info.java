/**
 * A query on its way to token ids, and the native code that makes them.
 *
 * <p>Start with {@link io.github.bertmark.classify.tokens.QueryTokenizer} and {@link
 * io.github.bertmark.classify.tokens.TokenizerText}.
 */
@NullMarked
package io.github.bertmark.classify.tokens;

import org.jspecify.annotations.NullMarked;
