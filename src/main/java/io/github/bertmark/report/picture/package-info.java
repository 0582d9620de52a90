/**
 * The trade-off picture.
 *
 * <p>Start with {@link io.github.bertmark.report.picture.TradeoffPicture}.
 */
@NullMarked
package io.github.bertmark.report.picture;

import org.jspecify.annotations.NullMarked;
