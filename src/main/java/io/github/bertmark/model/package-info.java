/**
 * What a model variant is: a folder below {@code models/} with its description, its ONNX model and
 * its tokenizer.
 *
 * <p>Start with {@link io.github.bertmark.model.ModelFolder} and {@link
 * io.github.bertmark.model.ModelVariant}.
 */
@NullMarked
package io.github.bertmark.model;

import org.jspecify.annotations.NullMarked;
