/**
 * The catalogue of metrics: what is measured, its unit, its direction, where its values lie.
 *
 * <p>Start with {@link io.github.bertmark.metric.Metric}.
 */
@NullMarked
package io.github.bertmark.metric;

import org.jspecify.annotations.NullMarked;
