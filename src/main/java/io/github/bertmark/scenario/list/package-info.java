/** The list of all scenarios, apart from the interface that each implements. */
@NullMarked
package io.github.bertmark.scenario.list;

import org.jspecify.annotations.NullMarked;
