/**
 * Models that are named as on Hugging Face's hub: found on this machine, else downloaded.
 *
 * <p>Start with {@link io.github.bertmark.source.hub.Hub} and {@link
 * io.github.bertmark.source.hub.HubSettings}.
 */
@NullMarked
package io.github.bertmark.source.hub;

import org.jspecify.annotations.NullMarked;
