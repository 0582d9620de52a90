/** The scenario traffic: the data set's own queries, of every length. */
@NullMarked
package io.github.bertmark.scenario.traffic;

import org.jspecify.annotations.NullMarked;
