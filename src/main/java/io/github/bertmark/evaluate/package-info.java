/**
 * How often a variant's answers are right: every test query through the same classifier that is
 * timed.
 *
 * <p>Start with {@link io.github.bertmark.evaluate.Evaluator} and {@link
 * io.github.bertmark.evaluate.Evaluation}.
 */
@NullMarked
package io.github.bertmark.evaluate;

import org.jspecify.annotations.NullMarked;
