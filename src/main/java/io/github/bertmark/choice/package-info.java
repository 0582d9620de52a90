/**
 * Which variant to ship: the frontier, the recommendation and the sentence that says so.
 *
 * <p>Start with {@link io.github.bertmark.choice.Recommendation} and {@link
 * io.github.bertmark.choice.Headline}.
 */
@NullMarked
package io.github.bertmark.choice;

import org.jspecify.annotations.NullMarked;
