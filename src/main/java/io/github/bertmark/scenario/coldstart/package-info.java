/** The scenario cold-start. */
@NullMarked
package io.github.bertmark.scenario.coldstart;

import org.jspecify.annotations.NullMarked;
