/** The scenario load. */
@NullMarked
package io.github.bertmark.scenario.load;

import org.jspecify.annotations.NullMarked;
