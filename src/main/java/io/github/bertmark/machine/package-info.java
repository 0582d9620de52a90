/** What is known of a machine, and how fast it was: records of the run document. */
@NullMarked
package io.github.bertmark.machine;

import org.jspecify.annotations.NullMarked;
