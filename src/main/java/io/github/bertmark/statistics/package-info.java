/**
 * Summaries, intervals, tests and rules of decision for measured samples, on Apache Commons Math;
 * the fork is the unit of replication.
 *
 * <p>Start with {@link io.github.bertmark.statistics.Summary} and {@link
 * io.github.bertmark.statistics.change.ChangeRule}.
 */
@NullMarked
package io.github.bertmark.statistics;

import org.jspecify.annotations.NullMarked;
