/**
 * A run for people: the trade-off picture, a Markdown summary and a table for the terminal.
 *
 * <p>Start with {@link io.github.bertmark.report.ReportWriter} and {@link
 * io.github.bertmark.report.picture.TradeoffPicture}.
 */
@NullMarked
package io.github.bertmark.report;

import org.jspecify.annotations.NullMarked;
