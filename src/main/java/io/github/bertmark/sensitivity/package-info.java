/**
 * Which linear layers of a model suffer from being quantised, and the mix of forms that follows.
 *
 * <p>Start with {@link io.github.bertmark.sensitivity.SensitivityAnalysis} and {@link
 * io.github.bertmark.sensitivity.Sensitivity}.
 */
@NullMarked
package io.github.bertmark.sensitivity;

import org.jspecify.annotations.NullMarked;
