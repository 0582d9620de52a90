/**
 * The answers of a variant to the test queries, and the file that they lie in.
 *
 * <p>Start with {@link io.github.bertmark.predictions.Prediction} and {@link
 * io.github.bertmark.predictions.Predictions}.
 */
@NullMarked
package io.github.bertmark.predictions;

import org.jspecify.annotations.NullMarked;
