package io.github.bertmark.source.hub;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where models of the hub are kept on this machine.
 *
 * @param cache the folder of Hugging Face's own libraries
 */
public record HubSettings(Path cache) {
  /** As those libraries find it: {@code HF_HUB_CACHE}, {@code HF_HOME}, {@code XDG_CACHE_HOME}. */
  public static HubSettings of(Map<String, String> environment, Path home) {
    String hub = environment.getOrDefault("HF_HUB_CACHE", "");
    if (!hub.isBlank()) {
      return new HubSettings(Path.of(hub));
    }
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path caches = xdg.isBlank() ? home.resolve(".cache") : Path.of(xdg);
    String own = environment.getOrDefault("HF_HOME", "");
    Path huggingFace = own.isBlank() ? caches.resolve("huggingface") : Path.of(own);
    return new HubSettings(huggingFace.resolve("hub"));
  }
}
