/**
 * The model cards of quantised variants: what was recorded of them, in words.
 *
 * <p>Start with {@link io.github.bertmark.card.QuantizedCard} and {@link
 * io.github.bertmark.card.TestResult}.
 */
@NullMarked
package io.github.bertmark.card;

import org.jspecify.annotations.NullMarked;
