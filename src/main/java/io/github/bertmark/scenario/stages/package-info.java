/** The scenario stages: where the time of a call goes, and what it takes over the bare model. */
@NullMarked
package io.github.bertmark.scenario.stages;

import org.jspecify.annotations.NullMarked;
