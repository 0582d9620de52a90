/**
 * Pre-trained weights under one naming, that of Hugging Face's BERT; the readers of each format
 * they come in are rooms below.
 *
 * <p>Start with {@link io.github.bertmark.checkpoint.Checkpoint} and {@link
 * io.github.bertmark.checkpoint.FloatTensor}.
 */
@NullMarked
package io.github.bertmark.checkpoint;

import org.jspecify.annotations.NullMarked;
