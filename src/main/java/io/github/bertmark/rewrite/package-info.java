/**
 * Other forms of a float32 ONNX graph whose checkpoint is not at hand.
 *
 * <p>Start with {@link io.github.bertmark.rewrite.GraphRewriter}.
 */
@NullMarked
package io.github.bertmark.rewrite;

import org.jspecify.annotations.NullMarked;
