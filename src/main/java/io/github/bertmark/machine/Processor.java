package io.github.bertmark.machine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which processor it is, where its name does not tell: hosts call several generations alike.
 *
 * @param family number that its maker gave, as text
 * @param model the same
 * @param stepping the same
 * @param microcode its version; null if the system does not tell
 * @param nominalHertz its advertised frequency; null if it has none
 * @param cacheBytes sizes of the caches for data of one core, the closest first
 * @param virtual whether a hypervisor stands between it and the system
 */
public record Processor(
    String family,
    String model,
    String stepping,
    @Nullable String microcode,
    @Nullable Long nominalHertz,
    List<Long> cacheBytes,
    boolean virtual) {
  public Processor {
    cacheBytes = List.copyOf(cacheBytes);
  }
}
