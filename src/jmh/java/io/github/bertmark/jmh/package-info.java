/**
 * The benchmarks: JMH's forks run these.
 *
 * <p>Start with {@link io.github.bertmark.jmh.ClassifyBenchmark} and {@link
 * io.github.bertmark.jmh.VariantState}.
 */
@NullMarked
package io.github.bertmark.jmh;

import org.jspecify.annotations.NullMarked;
