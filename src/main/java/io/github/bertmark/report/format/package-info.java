/**
 * Runs in the file formats of other tools.
 *
 * <p>Start with {@link io.github.bertmark.report.format.Exports} and {@link
 * io.github.bertmark.report.format.ExportFormat}.
 */
@NullMarked
package io.github.bertmark.report.format;

import org.jspecify.annotations.NullMarked;
