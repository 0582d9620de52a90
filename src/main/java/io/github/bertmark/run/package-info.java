/**
 * The document of a run, {@code run.json}, and of what else is measured: records that any tool may
 * read, without models or JMH.
 *
 * <p>Start with {@link io.github.bertmark.run.RunDocument} and {@link
 * io.github.bertmark.run.StoredRun}.
 */
@NullMarked
package io.github.bertmark.run;

import org.jspecify.annotations.NullMarked;
