/**
 * What is asked of the machine: processor, memory, system and the limits of its control groups.
 *
 * <p>Start with {@link io.github.bertmark.host.HostProbe}.
 */
@NullMarked
package io.github.bertmark.host;

import org.jspecify.annotations.NullMarked;
