/**
 * What a run leaves in its folder before the merge: the JSON of JMH, the records of its forks, the
 * looks at graphs.
 *
 * <p>Start with {@link io.github.bertmark.raw.JmhResults} and {@link
 * io.github.bertmark.raw.ForkRecord}.
 */
@NullMarked
package io.github.bertmark.raw;

import org.jspecify.annotations.NullMarked;
