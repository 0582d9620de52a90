/**
 * Two builds against each other on one machine: their forks by turns, until the verdict is settled.
 *
 * <p>Start with {@link io.github.bertmark.ab.Interleaving} and {@link
 * io.github.bertmark.ab.NoiseDocument}.
 */
@NullMarked
package io.github.bertmark.ab;

import org.jspecify.annotations.NullMarked;
