package io.github.bertmark;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Files that appear whole or not at all: written under a temporary name, then moved into place. */
public final class AtomicFiles {
  private AtomicFiles() {}

  /** Writes the content of one file. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file and replaces any older one; on failure the older one stays and nothing is left
   * behind. Missing parent folders are made.
   */
  public static void write(Path file, Content content) throws IOException {
    write(file, file, content);
  }

  /**
   * The same of a file that errors call by another name.
   *
   * @param shown the name that the reader knows
   */
  static void write(Path file, Path shown, Content content) throws IOException {
    Path absolute = file.toAbsolutePath();
    Path folder = absolute.getParent();
    if (folder == null) {
      throw new FileSystemException(file.toString(), null, "is a root folder, not a file");
    }
    Files.createDirectories(folder);
    // Not Files.createTempFile: its files are readable by their owner alone.
    Path temporary = unusedSibling(absolute, ".tmp");
    // An interrupt of the program runs no finally.
    temporary.toFile().deleteOnExit();
    try {
      try (OutputStream out =
          new BufferedOutputStream(named(shown, create(temporary, shown)), 1 << 16)) {
        content.writeTo(out);
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * A hidden name beside a file that no one else has. Not by the process id: in two containers on
   * one folder both may be process 1.
   */
  static Path unusedSibling(Path file, String suffix) {
    return file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + suffix);
  }

  /** A stream whose failures, such as of a full disk, name the file that it writes. */
  public static OutputStream named(Path file, OutputStream out) {
    return new NamedOutput(file, out);
  }

  private static OutputStream create(Path temporary, Path shown) throws IOException {
    try {
      return Files.newOutputStream(
          temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (AccessDeniedException e) {
      AccessDeniedException named = new AccessDeniedException(shown.toString());
      named.initCause(e);
      throw named;
    } catch (FileSystemException e) {
      FileSystemException named =
          new FileSystemException(shown.toString(), null, "cannot be written: " + e.getReason());
      named.initCause(e);
      throw named;
    }
  }

  private static final class NamedOutput extends FilterOutputStream {
    private final Path file;

    NamedOutput(Path file, OutputStream out) {
      super(out);
      this.file = file;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        throw named(e);
      }
    }

    @Override
    public void write(int single) throws IOException {
      write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void close() throws IOException {
      try {
        out.close();
      } catch (IOException e) {
        throw named(e);
      }
    }

    private IOException named(IOException e) {
      FileSystemException named =
          new FileSystemException(file.toString(), null, "cannot be written: " + e.getMessage());
      named.initCause(e);
      return named;
    }
  }

  /**
   * Has a second name for a file, whatever links lead to it: where the file system has none, a
   * copy. An older file of that name is replaced.
   */
  public static void link(Path from, Path to) throws IOException {
    Files.createDirectories(to.toAbsolutePath().getParent());
    Path link = unusedSibling(to, ".tmp");
    try {
      Files.createLink(link, from.toRealPath());
      Files.move(link, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | UnsupportedOperationException e) {
      write(to, out -> Files.copy(from, out));
    } finally {
      // Moving a link to a file over another link to it does nothing.
      Files.deleteIfExists(link);
    }
  }

  /** Writes text in UTF-8, as {@link #write} does. */
  public static void writeString(Path file, String text) throws IOException {
    write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
