package io.github.bertmark.source.hub;

import io.github.bertmark.InputException;
import io.github.bertmark.PlainText;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where models of the hub are on this machine, and how the hub is reached: by the variables that
 * Hugging Face's own libraries heed.
 *
 * @param endpoint where the hub is, as it was given
 * @param token empty for what {@code tokenFile} holds
 * @param tokenFile need not be there
 * @param hubCache the folder of those libraries, only read
 * @param downloads what bertmark downloads, in the same layout
 */
public record HubSettings(
    String endpoint, String token, Path tokenFile, boolean offline, Path hubCache, Path downloads) {
  private static final Set<String> YES = Set.of("1", "on", "yes", "true");
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  /**
   * Takes the settings; what only a download needs is looked at when there is one.
   *
   * @param home the user's home folder
   * @param cache the user's, as {@link io.github.bertmark.dataset.CacheFolders} tells
   */
  public static HubSettings of(Map<String, String> environment, Path home, Path cache) {
    Path caches = path(environment, "XDG_CACHE_HOME", home.resolve(".cache"));
    Path huggingFace = path(environment, "HF_HOME", caches.resolve("huggingface"));
    String endpoint = environment.getOrDefault("HF_ENDPOINT", "").strip();
    String offline = environment.getOrDefault("HF_HUB_OFFLINE", "").strip();
    return new HubSettings(
        endpoint.isEmpty() ? "https://huggingface.co" : endpoint,
        environment.getOrDefault("HF_TOKEN", "").strip(),
        path(environment, "HF_TOKEN_PATH", huggingFace.resolve("token")),
        YES.contains(offline.toLowerCase(Locale.ROOT)),
        path(environment, "HF_HUB_CACHE", huggingFace.resolve("hub")),
        cache.resolve("hub"));
  }

  private static Path path(Map<String, String> environment, String name, Path otherwise) {
    String value = environment.getOrDefault(name, "");
    return value.isBlank() ? otherwise : Path.of(value);
  }

  /** The endpoint's address, without a slash at its end. */
  URI address() {
    try {
      URI uri = URI.create(endpoint.replaceAll("/+$", ""));
      if (Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw new InputException(
        "HF_ENDPOINT",
        PlainText.quoted(endpoint) + " is no address of a hub",
        "write it as https://huggingface.co");
  }

  /** What goes with requests to the endpoint: never in the clear to another machine. */
  @Nullable String authorization() {
    URI address = address();
    if (address.getScheme().equals("http") && !THIS_MACHINE.contains(address.getHost())) {
      return null;
    }
    String secret = token;
    if (secret.isEmpty() && Files.isRegularFile(tokenFile)) {
      try {
        secret = Files.readString(tokenFile).strip();
      } catch (IOException e) {
        throw new InputException(tokenFile, "the hub's token cannot be read", "set HF_TOKEN", e);
      }
    }
    if (!secret.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new InputException(
          token.isEmpty() ? tokenFile : "HF_TOKEN",
          "holds no token of the hub",
          "copy it again from the hub's page of settings");
    }
    return secret.isEmpty() ? null : "Bearer " + secret;
  }

  /** Without the token, which belongs in no log. */
  @Override
  public String toString() {
    return "HubSettings[" + endpoint + ", " + hubCache + ", " + downloads + "]";
  }
}
