/**
 * Fine-tuning of the reference variants to low-rank adapters, by DJL.
 *
 * <p>Start with {@link io.github.bertmark.training.Trainer} and {@link
 * io.github.bertmark.training.TrainingRecipe}. Needs an engine of DJL's at run time only (the
 * {@code train} profile).
 */
@NullMarked
package io.github.bertmark.training;

import org.jspecify.annotations.NullMarked;
