/**
 * Fine-tuned adapters of low rank, as PEFT saves them.
 *
 * <p>Start with {@link io.github.bertmark.checkpoint.adapter.LowRankAdapter}.
 */
@NullMarked
package io.github.bertmark.checkpoint.adapter;

import org.jspecify.annotations.NullMarked;
