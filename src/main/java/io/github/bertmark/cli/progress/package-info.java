/**
 * How far a command has come, drawn on the terminal or told in lines.
 *
 * <p>Start with {@link io.github.bertmark.cli.progress.LineProgress}.
 */
@NullMarked
package io.github.bertmark.cli.progress;

import org.jspecify.annotations.NullMarked;
