/**
 * What every stage of bertmark shares: one-line errors, progress, digests and atomic files.
 *
 * <p>Start with {@link io.github.bertmark.InputException} and {@link io.github.bertmark.Progress}.
 */
@NullMarked
package io.github.bertmark;

import org.jspecify.annotations.NullMarked;
