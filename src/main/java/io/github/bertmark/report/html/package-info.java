/**
 * {@code report.html}: one file that shows a run, two runs side by side, or the history of many,
 * without loading anything.
 *
 * <p>Start with {@link io.github.bertmark.report.html.HtmlReport} and {@link
 * io.github.bertmark.report.html.HtmlRequest}.
 */
@NullMarked
package io.github.bertmark.report.html;

import org.jspecify.annotations.NullMarked;
