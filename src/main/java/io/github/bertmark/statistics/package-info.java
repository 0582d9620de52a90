/**
 * Summaries and intervals of measured samples, on Apache Commons Math.
 *
 * <p>Start with {@link io.github.bertmark.statistics.Summary} and {@link
 * io.github.bertmark.statistics.ConfidenceIntervals}.
 */
@NullMarked
package io.github.bertmark.statistics;

import org.jspecify.annotations.NullMarked;
