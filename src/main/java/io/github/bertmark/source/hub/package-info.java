/**
 * Models that are named as on Hugging Face's hub.
 *
 * <p>Start with {@link io.github.bertmark.source.hub.Hub}.
 */
@NullMarked
package io.github.bertmark.source.hub;

import org.jspecify.annotations.NullMarked;
