/**
 * Files of weights that Hugging Face's libraries save: safetensors and PyTorch's.
 *
 * <p>Start with {@link io.github.bertmark.checkpoint.weights.WeightFiles}.
 */
@NullMarked
package io.github.bertmark.checkpoint.weights;

import org.jspecify.annotations.NullMarked;
