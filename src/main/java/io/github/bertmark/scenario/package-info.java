/**
 * What a run measures: each scenario has a package of its own below, which holds what JMH is to run
 * for it, the reading of its results, and its part of the summary and of the page.
 *
 * <p>Start with {@link io.github.bertmark.scenario.Scenario}; {@code list.Scenarios} is all of
 * them.
 */
@NullMarked
package io.github.bertmark.scenario;

import org.jspecify.annotations.NullMarked;
