/**
 * Models as somebody else keeps them: what a folder, an ONNX file or a snapshot of a hub holds, and
 * the variants that bertmark makes of it in the user's cache.
 *
 * <p>Start with {@link io.github.bertmark.source.ModelRequest} and {@link
 * io.github.bertmark.source.Adoption}.
 */
@NullMarked
package io.github.bertmark.source;

import org.jspecify.annotations.NullMarked;
