/**
 * Where what commands make goes: the folder of a run while it is made, what lies in it, the page.
 *
 * <p>Start with {@link io.github.bertmark.cli.output.RunFolder}.
 */
@NullMarked
package io.github.bertmark.cli.output;

import org.jspecify.annotations.NullMarked;
