/**
 * The command line: a command per stage and {@code run} for the whole job; the only package that
 * prints, exits, or reads arguments and the environment.
 *
 * <p>Start with {@link io.github.bertmark.cli.Main}.
 */
@NullMarked
package io.github.bertmark.cli;

import org.jspecify.annotations.NullMarked;
