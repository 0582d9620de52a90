/**
 * The options that several commands share.
 *
 * <p>Start with {@link io.github.bertmark.cli.option.VariantsOption}.
 */
@NullMarked
package io.github.bertmark.cli.option;

import org.jspecify.annotations.NullMarked;
