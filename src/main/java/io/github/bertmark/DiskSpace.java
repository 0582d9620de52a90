package io.github.bertmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The room for a large file, asked for before it is written. */
public final class DiskSpace {
  private DiskSpace() {}

  /**
   * Fails if a disk has too little room.
   *
   * @param at a file or folder that exists on the disk
   * @param bytes what is about to be written
   * @param wayOut what the reader can do about it
   * @throws InputException if less is free
   */
  public static void require(Path at, long bytes, String wayOut) throws IOException {
    long usable = Files.getFileStore(at).getUsableSpace();
    if (usable < bytes) {
      throw new InputException(
          at, "needs %d MiB of disk, %d are free".formatted(bytes >> 20, usable >> 20), wayOut);
    }
  }
}
