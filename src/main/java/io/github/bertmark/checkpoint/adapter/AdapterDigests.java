package io.github.bertmark.checkpoint.adapter;

import io.github.bertmark.AtomicFiles;
import io.github.bertmark.Digests;
import io.github.bertmark.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The digests of an adapter's files, {@code adapter.sha256} beside them: lines that {@code
 * sha256sum -c} reads. An adapter of other origin may do without.
 */
final class AdapterDigests {
  private static final String FILE = "adapter.sha256";

  private AdapterDigests() {}

  static void write(Path folder, List<Path> files) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Path file : files) {
      lines.append(line(file)).append('\n');
    }
    AtomicFiles.writeString(folder.resolve(FILE), lines.toString());
  }

  /**
   * Holds the files against their digests, if those are there.
   *
   * @throws InputException if one of them is another
   */
  static void check(Path folder, List<Path> files) throws IOException {
    Path digests = folder.resolve(FILE);
    if (!Files.exists(digests)) {
      return;
    }
    // Any byte is a character there, so that a damaged list is one that lacks a line.
    List<String> lines = Files.readString(digests, StandardCharsets.ISO_8859_1).lines().toList();
    for (Path file : files) {
      if (!lines.contains(line(file))) {
        throw new InputException(
            file,
            "was altered: its SHA-256 is %s, which %s lacks"
                .formatted(Digests.sha256(file), digests.getFileName()),
            "restore both from git, or make the adapter again with `train`; delete "
                + FILE
                + " if you altered it yourself");
      }
    }
  }

  private static String line(Path file) throws IOException {
    return Digests.sha256(file) + "  " + file.getFileName();
  }
}
