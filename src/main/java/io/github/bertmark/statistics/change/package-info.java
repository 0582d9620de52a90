/**
 * Whether something changed between forks and forks: ratios with their intervals, tests, trends,
 * what the machine's noise allows to see, and the rule that decides.
 *
 * <p>Start with {@link io.github.bertmark.statistics.change.ChangeRule} and {@link
 * io.github.bertmark.statistics.change.Change}.
 */
@NullMarked
package io.github.bertmark.statistics.change;

import org.jspecify.annotations.NullMarked;
