/**
 * The comparison of two runs as a document, {@code comparison.json}, and the policy that it was
 * made under: records only.
 *
 * <p>Start with {@link io.github.bertmark.comparison.Comparison} and {@link
 * io.github.bertmark.comparison.Policy}.
 */
@NullMarked
package io.github.bertmark.comparison;

import org.jspecify.annotations.NullMarked;
