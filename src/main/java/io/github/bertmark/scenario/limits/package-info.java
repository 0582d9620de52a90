/** The scenario limits. */
@NullMarked
package io.github.bertmark.scenario.limits;

import org.jspecify.annotations.NullMarked;
