/**
 * A variant as DJL's users serve it, to be timed beside the classifier.
 *
 * <p>Start with {@link io.github.bertmark.jmh.djl.DjlPeer}.
 */
@NullMarked
package io.github.bertmark.jmh.djl;

import org.jspecify.annotations.NullMarked;
