package io.github.bertmark.dataset;

import io.github.bertmark.AtomicFiles;
import io.github.bertmark.Digests;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.Progress;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds a data set: the named file, whatever it is, or else an edition in the cache, or a download
 * of it. Of the cache and the download, what has not the edition's digest is not used.
 */
final class DatasetResolver {
  private final DatasetEdition edition;
  private final Download download;

  DatasetResolver(DatasetEdition edition, Download download) {
    this.edition = edition;
    this.download = download;
  }

  DatasetResolution resolve(DatasetRequest request, Progress progress) {
    Path explicit = request.explicit();
    if (explicit != null) {
      Dataset dataset = readAny(explicit, request.layout());
      return new DatasetResolution(dataset, explicit.toString(), dataset.traits().notes());
    }
    Path cached = cached(request);
    List<String> notes = new ArrayList<>();
    DatasetResolution found =
        readCached(cached, notes)
            .or(() -> download(cached, request.offline(), notes, progress))
            .orElseThrow(() -> absent(cached, notes));
    Dataset dataset = found.dataset().with(request.layout(), found.dataset().name());
    return new DatasetResolution(dataset, found.origin(), found.notes());
  }

  /** What the request names or the cache has; empty if that is nothing. */
  Optional<Dataset> atHand(DatasetRequest request) {
    Path explicit = request.explicit();
    return explicit != null
        ? Optional.of(readAny(explicit, request.layout()))
        : readCached(cached(request), new ArrayList<>())
            .map(found -> found.dataset().with(request.layout(), found.dataset().name()));
  }

  private Path cached(DatasetRequest request) {
    return request.cacheFolder().resolve(edition.folder()).resolve(edition.fileName());
  }

  /** Reads the edition, known by its digest, or any other labelled file. */
  private Dataset readAny(Path file, FileLayout layout) {
    byte[] bytes = bytes(file);
    return Digests.sha256(bytes).equals(edition.sha256())
        ? parse(bytes, file).with(layout, file)
        : LabelledFile.read(file, bytes, layout);
  }

  private byte[] bytes(Path file) {
    try {
      return Json.bytes(file, wayOut());
    } catch (IOException e) {
      throw new InputException(file, "cannot be read", "check its permissions", e);
    }
  }

  /** Reads a file that has to be the edition. */
  Dataset read(Path file) {
    byte[] bytes = bytes(file);
    String found = Digests.sha256(bytes);
    if (!found.equals(edition.sha256())) {
      throw new InputException(file, mismatch(found), wayOut());
    }
    return parse(bytes, file);
  }

  private Optional<DatasetResolution> readCached(Path cached, List<String> notes) {
    if (!Files.exists(cached)) {
      return Optional.empty();
    }
    try {
      String found = Digests.sha256(cached);
      if (found.equals(edition.sha256())) {
        Dataset dataset = parse(Files.readAllBytes(cached), cached);
        return Optional.of(new DatasetResolution(dataset, cached.toString(), notes));
      }
      notes.add("the cached file " + cached + " " + mismatch(found) + ", and was not used");
    } catch (IOException e) {
      notes.add("the cached file " + cached + " cannot be read (" + e + ")");
    }
    return Optional.empty();
  }

  private Optional<DatasetResolution> download(
      Path cached, boolean offline, List<String> notes, Progress progress) {
    if (offline) {
      notes.add("it is not in the cache, and was not downloaded: offline");
      return Optional.empty();
    }
    byte[] content;
    try {
      content = download.fetch(edition, progress);
    } catch (InterruptedIOException e) {
      throw new InputException(edition.uri(), "the download was interrupted", "run it again", e);
    } catch (IOException e) {
      notes.add("the download failed: " + e.getMessage());
      return Optional.empty();
    }
    try {
      AtomicFiles.write(cached, out -> out.write(content));
    } catch (IOException e) {
      notes.add("the download could not be kept as " + cached + " (" + e + ")");
    }
    Dataset dataset = parse(content, edition.uri());
    return Optional.of(new DatasetResolution(dataset, edition.uri().toString(), notes));
  }

  private InputException absent(Path cached, List<String> reasons) {
    return new InputException(
        edition.uri(),
        edition.name() + " could not be had: " + String.join("; ", reasons),
        "fetch it and name the file by --dataset (-Dbertmark.dataset) or put it at "
            + cached
            + ", or take the built-in sample by --sample (-Dbertmark.sample=true), whose accuracies"
            + " compare with no other set's");
  }

  private Dataset parse(byte[] content, Object source) {
    return new Dataset(edition.name(), edition.sha256(), false, ClincJson.read(content, source));
  }

  private String mismatch(String found) {
    return "has SHA-256 " + found + " instead of " + edition.name() + "'s " + edition.sha256();
  }

  private String wayOut() {
    return "fetch " + edition.uri() + " or name no data set to have it found";
  }
}
