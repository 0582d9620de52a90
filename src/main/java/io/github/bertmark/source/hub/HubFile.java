package io.github.bertmark.source.hub;

import io.github.bertmark.Digests;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file as the hub states it.
 *
 * @param digest the SHA-256 of a large file (64 digits), else the SHA-1 of its Git blob (40)
 */
record HubFile(String name, long bytes, String digest) {
  /** Whether a file has the size and the digest. */
  boolean isHeldBy(Path file) throws IOException {
    if (Files.size(file) != bytes) {
      return false;
    }
    return digest.equals(digest.length() == 64 ? Digests.sha256(file) : gitBlob(file));
  }

  private static String gitBlob(Path file) throws IOException {
    MessageDigest sha1;
    try {
      sha1 = MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-1", e);
    }
    sha1.update(("blob " + Files.size(file) + '\0').getBytes(StandardCharsets.UTF_8));
    try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), sha1)) {
      Files.copy(file, out);
    }
    return HexFormat.of().formatHex(sha1.digest());
  }
}
