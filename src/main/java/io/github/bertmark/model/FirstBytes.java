package io.github.bertmark.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a file is by its first bytes, of the kinds that are taken for a model by mistake. */
public final class FirstBytes {
  private static final int MOST = 512;

  private FirstBytes() {}

  /** Words for what a file is, or null if it is of none of these kinds. */
  public static @Nullable String kind(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return kind(new String(in.readNBytes(MOST), StandardCharsets.ISO_8859_1));
    }
  }

  private static @Nullable String kind(String start) {
    String text = start.stripLeading().toLowerCase(Locale.ROOT);
    if (start.isEmpty()) {
      return "an empty file";
    } else if (start.startsWith("version https://git-lfs")) {
      return "a Git LFS pointer, not the file itself (git lfs pull fetches that)";
    } else if (text.startsWith("<!doctype html") || text.startsWith("<html")) {
      return "an HTML page, not the file that was to be downloaded";
    } else if (start.startsWith("PK\3\4")) {
      // PyTorch's archive begins with its pickle.
      return start.contains("/data.pkl") ? "a PyTorch checkpoint" : "a zip archive";
    } else if (start.length() > 9 && start.startsWith("{\"", 8)) {
      return "a safetensors file";
    } else if (start.length() > 1 && start.charAt(0) == 0x80 && start.charAt(1) <= 5) {
      return "a Python pickle, such as a PyTorch checkpoint";
    }
    return null;
  }
}
