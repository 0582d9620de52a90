/**
 * What goes on around the calls of every fork, whatever it times.
 *
 * <p>Start with {@link io.github.bertmark.jmh.fork.ForkSettings} and {@link
 * io.github.bertmark.jmh.fork.Settling}.
 */
@NullMarked
package io.github.bertmark.jmh.fork;

import org.jspecify.annotations.NullMarked;
