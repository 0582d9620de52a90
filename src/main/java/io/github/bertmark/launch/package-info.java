/**
 * The starting of JMH: its processes and their logs, the builds that they run, the native library.
 *
 * <p>Start with {@link io.github.bertmark.launch.JmhProcess} and {@link
 * io.github.bertmark.launch.BenchmarkStage}.
 */
@NullMarked
package io.github.bertmark.launch;

import org.jspecify.annotations.NullMarked;
