/**
 * The path that is timed: a query is tokenised, run through the model and given a label.
 *
 * <p>Start with {@link io.github.bertmark.classify.Classifier} and {@link
 * io.github.bertmark.classify.SessionSettings}.
 */
@NullMarked
package io.github.bertmark.classify;

import org.jspecify.annotations.NullMarked;
