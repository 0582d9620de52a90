/**
 * Open-loop load: queries that arrive when they do, whether or not the service keeps up, and the
 * search for the highest rate that keeps a percentile within a bound.
 *
 * <p>Start with {@link io.github.bertmark.load.OpenLoop} and {@link
 * io.github.bertmark.load.RateSearch}.
 */
@NullMarked
package io.github.bertmark.load;

import org.jspecify.annotations.NullMarked;
