/** The scenario peers. */
@NullMarked
package io.github.bertmark.scenario.peers;

import org.jspecify.annotations.NullMarked;
