/**
 * The result of one run as one document, and what it is merged from.
 *
 * <p>Start with {@link io.github.bertmark.results.RunDocument} and {@link
 * io.github.bertmark.results.Merger}.
 */
@NullMarked
package io.github.bertmark.results;

import org.jspecify.annotations.NullMarked;
