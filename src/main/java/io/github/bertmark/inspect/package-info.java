/**
 * What ONNX Runtime makes of a model: the optimised graph, the work in it, and where its time goes.
 *
 * <p>Start with {@link io.github.bertmark.inspect.GraphInspector} and {@link
 * io.github.bertmark.inspect.NodeWork}.
 */
@NullMarked
package io.github.bertmark.inspect;

import org.jspecify.annotations.NullMarked;
