/**
 * The result of one run as one document, and what it is merged from.
 *
 * <p>Start with {@code RunDocument} and {@code Merger}.
 */
@NullMarked
package io.github.bertmark.results;

import org.jspecify.annotations.NullMarked;
