/** The scenario latency. */
@NullMarked
package io.github.bertmark.scenario.latency;

import org.jspecify.annotations.NullMarked;
