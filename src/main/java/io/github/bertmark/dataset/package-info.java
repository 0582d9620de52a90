/**
 * Labelled queries: any file of the user's, or CLINC150 and where it comes from: the cache, a
 * verified download, or the project's own built-in sample.
 *
 * <p>Start with {@link io.github.bertmark.dataset.Datasets} and {@link
 * io.github.bertmark.dataset.Dataset}.
 */
@NullMarked
package io.github.bertmark.dataset;

import org.jspecify.annotations.NullMarked;
