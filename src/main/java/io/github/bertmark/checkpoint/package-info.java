/**
 * Pre-trained weights and fine-tuned adapters under one naming, that of Hugging Face's BERT: a
 * reader for each format they come in.
 *
 * <p>Start with {@link io.github.bertmark.checkpoint.Checkpoint}, {@link
 * io.github.bertmark.checkpoint.WeightFiles} and {@link
 * io.github.bertmark.checkpoint.LowRankAdapter}.
 */
@NullMarked
package io.github.bertmark.checkpoint;

import org.jspecify.annotations.NullMarked;
