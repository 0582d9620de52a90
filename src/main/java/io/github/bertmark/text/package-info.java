/**
 * How numbers and names are written for people, the same in every kind of report.
 *
 * <p>Start with {@link io.github.bertmark.text.Figures} and {@link
 * io.github.bertmark.text.Markdown}.
 */
@NullMarked
package io.github.bertmark.text;

import org.jspecify.annotations.NullMarked;
