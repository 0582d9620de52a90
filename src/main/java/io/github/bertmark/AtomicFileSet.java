package io.github.bertmark;

import io.github.bertmark.AtomicFiles.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files that belong together and appear together or not at all. */
public final class AtomicFileSet {
  private final Map<Path, Content> contents = new LinkedHashMap<>();

  /** Adds a file; a name that was added before gets the new content. */
  public AtomicFileSet add(Path file, Content content) {
    contents.put(file, content);
    return this;
  }

  /** Adds a file of text in UTF-8. */
  public AtomicFileSet add(Path file, String text) {
    return add(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Writes all files under temporary names and then moves them into place. If anything fails, what
   * was there before is there again and nothing else.
   *
   * @return the files, in the order in which they were added
   */
  public List<Path> write() throws IOException {
    Map<Path, Path> staged = new LinkedHashMap<>();
    Deque<Move> done = new ArrayDeque<>();
    boolean complete = false;
    try {
      for (Map.Entry<Path, Content> file : contents.entrySet()) {
        Path target = file.getKey().toAbsolutePath();
        requireNoFolder(target);
        Path temporary = AtomicFiles.unusedSibling(target, ".new");
        staged.put(target, temporary);
        AtomicFiles.write(temporary, file.getKey(), file.getValue());
        // An interrupt of the program runs no finally.
        temporary.toFile().deleteOnExit();
      }
      for (Map.Entry<Path, Path> file : staged.entrySet()) {
        done.push(Move.into(file.getKey(), file.getValue()));
      }
      complete = true;
    } finally {
      for (Move move : done) {
        move.end(complete);
      }
      for (Path temporary : staged.values()) {
        Files.deleteIfExists(temporary);
      }
    }
    return List.copyOf(contents.keySet());
  }

  private static void requireNoFolder(Path target) throws IOException {
    if (Files.isDirectory(target)) {
      throw new FileSystemException(target.toString(), null, "is a folder, not a file");
    }
  }

  /**
   * A file in its place, and where the one is that it replaced; they may be the same to say none.
   */
  private record Move(Path target, Path former) {
    static Move into(Path target, Path temporary) throws IOException {
      requireNoFolder(target);
      Path former = target;
      if (Files.exists(target)) {
        former = AtomicFiles.unusedSibling(target, ".old");
        Files.move(target, former, StandardCopyOption.ATOMIC_MOVE);
      }
      Move move = new Move(target, former);
      try {
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        move.end(false);
        throw e;
      }
      return move;
    }

    void end(boolean keep) throws IOException {
      if (former.equals(target)) {
        if (!keep) {
          Files.deleteIfExists(target);
        }
      } else if (keep) {
        Files.delete(former);
      } else {
        Files.move(
            former, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
