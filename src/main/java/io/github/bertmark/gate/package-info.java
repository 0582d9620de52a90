/**
 * The comparison of two runs under a policy: findings, a verdict for each variant, one outcome.
 *
 * <p>Start with {@link io.github.bertmark.gate.Gate} and {@link
 * io.github.bertmark.comparison.Comparison}.
 */
@NullMarked
package io.github.bertmark.gate;

import org.jspecify.annotations.NullMarked;
