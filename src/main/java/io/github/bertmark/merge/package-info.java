/**
 * The join of what was left in a folder to one document, which refuses what does not belong
 * together.
 *
 * <p>Start with {@link io.github.bertmark.merge.Merger}.
 */
@NullMarked
package io.github.bertmark.merge;

import org.jspecify.annotations.NullMarked;
