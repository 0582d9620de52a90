package io.github.bertmark.export;

import io.github.bertmark.AtomicFiles;
import io.github.bertmark.DiskSpace;
import io.github.bertmark.InputException;
import io.github.bertmark.Progress;
import io.github.bertmark.export.Exporter.Outcome;
import io.github.bertmark.model.ExportStamp;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.onnx.OnnxFile;
import io.github.bertmark.tokenizer.TokenizerFile;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done about a variant, known before anything is.
 *
 * @param outcome what will have been done
 * @param model to be written; null if none is, and so is all that follows from it
 */
record Build(
    ModelVariant variant,
    Outcome outcome,
    String fingerprint,
    @Nullable OnnxFile model,
    List<String> vocabulary) {
  /** For a tokenizer and a stamp. */
  private static final long SPARE_BYTES = 2 << 20;

  static Build none(ModelVariant variant, Outcome outcome) {
    return new Build(variant, outcome, "", null, List.of());
  }

  /** Fails if a disk does not hold all that is to be built on it. */
  static void requireSpace(List<Build> builds) throws IOException {
    Map<FileStore, Room> rooms = new LinkedHashMap<>();
    for (Build build : builds) {
      OnnxFile model = build.model;
      if (model != null) {
        Path folder = build.variant.folder();
        rooms
            .computeIfAbsent(Files.getFileStore(folder), store -> new Room(folder))
            .add(model.bytes() + SPARE_BYTES, build.variant.modelFile());
      }
    }
    for (Room room : rooms.values()) {
      DiskSpace.require(room.at, room.peakBytes, "free some, or prepare fewer variants");
    }
  }

  Outcome build(Progress progress) throws IOException {
    OnnxFile file = model;
    if (file != null) {
      String base = Objects.requireNonNull(variant.source()).base();
      TokenizerFile.write(variant.tokenizerFile(), vocabulary, base);
      write(file, variant.modelFile(), progress);
      ExportStamp.of(variant, fingerprint).write(variant);
    }
    return outcome;
  }

  private void write(OnnxFile file, Path path, Progress progress) throws IOException {
    DiskSpace.require(variant.folder(), file.bytes(), "free some");
    try (Progress.Task written = progress.start("export " + variant.displayName(), file.bytes())) {
      AtomicFiles.write(path, out -> file.writeTo(out, written));
    } catch (FileSystemException e) {
      // Names the file and its fault.
      throw e;
    } catch (IOException e) {
      throw new InputException(
          path, "cannot be built (" + e.getMessage() + ")", "check disk and permissions", e);
    }
  }

  /**
   * The most that a disk has to hold at a time: a former model goes when its successor is there.
   */
  private static final class Room {
    private final Path at;
    private long usedBytes;
    private long peakBytes;

    Room(Path at) {
      this.at = at;
    }

    void add(long bytes, Path file) {
      usedBytes += bytes;
      peakBytes = Math.max(peakBytes, usedBytes);
      usedBytes -= file.toFile().length();
    }
  }
}
