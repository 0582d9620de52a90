/**
 * What turns pre-trained weights and a fine-tuned adapter into the files that a variant is served
 * from.
 *
 * <p>Start with {@link io.github.bertmark.export.Exporter} and {@link
 * io.github.bertmark.export.PretrainedModel}.
 */
@NullMarked
package io.github.bertmark.export;

import org.jspecify.annotations.NullMarked;
