/**
 * ONNX graphs while they are written: their nodes, their weights in any numeric form, and the file.
 *
 * <p>Start with {@link io.github.bertmark.onnx.GraphBuilder} and {@link
 * io.github.bertmark.onnx.OnnxFile}.
 */
@NullMarked
package io.github.bertmark.onnx;

import org.jspecify.annotations.NullMarked;
