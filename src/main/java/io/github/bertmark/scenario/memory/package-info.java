/** The scenario memory. */
@NullMarked
package io.github.bertmark.scenario.memory;

import org.jspecify.annotations.NullMarked;
