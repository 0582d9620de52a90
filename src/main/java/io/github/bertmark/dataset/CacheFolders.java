package io.github.bertmark.dataset;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where the platform keeps a user's cached files. */
public final class CacheFolders {
  private CacheFolders() {}

  /**
   * The folder for what bertmark downloads, which need not exist yet: {@code $BERTMARK_HOME} if
   * set, else the folder {@code bertmark} in the platform's cache folder.
   *
   * @param environment the environment variables
   * @param osName the system property {@code os.name}
   * @param home the user's home folder
   */
  public static Path locate(Map<String, String> environment, String osName, Path home) {
    String own = environment.getOrDefault("BERTMARK_HOME", "");
    return own.isBlank()
        ? platformCache(environment, osName.toLowerCase(Locale.ROOT), home).resolve("bertmark")
        : Path.of(own);
  }

  private static Path platformCache(Map<String, String> environment, String os, Path home) {
    if (os.startsWith("windows")) {
      String local = environment.getOrDefault("LOCALAPPDATA", "");
      return local.isBlank() ? home.resolve("AppData").resolve("Local") : Path.of(local);
    }
    // The XDG specification has relative paths ignored.
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    if (!xdg.isBlank() && Path.of(xdg).isAbsolute()) {
      return Path.of(xdg);
    }
    boolean macOs = os.startsWith("mac") || os.startsWith("darwin");
    return macOs ? home.resolve("Library").resolve("Caches") : home.resolve(".cache");
  }
}
