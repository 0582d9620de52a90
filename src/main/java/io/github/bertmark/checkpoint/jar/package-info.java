/**
 * Pre-trained bases, as they lie in jars: TensorFlow's saved models and ONNX graphs.
 *
 * <p>Start with {@link io.github.bertmark.checkpoint.jar.BaseCheckpoint} and {@link
 * io.github.bertmark.checkpoint.jar.MavenBases}.
 */
@NullMarked
package io.github.bertmark.checkpoint.jar;

import org.jspecify.annotations.NullMarked;
