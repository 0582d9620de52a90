package io.github.bertmark.run;

import io.github.bertmark.Digests;
import io.github.bertmark.InputException;
import io.github.bertmark.evaluate.Metrics;
import io.github.bertmark.predictions.Prediction;
import io.github.bertmark.predictions.Predictions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run as it lies on the disk: its document, and the predictions beside it.
 *
 * @param folder of the run
 */
public record StoredRun(Path folder, RunDocument document) {
  private static final String WAY_OUT = "name the folder or the run.json of a complete run";

  /** Where its files lie. */
  public RunFiles files() {
    return new RunFiles(folder);
  }

  /**
   * Reads a run.
   *
   * @param path the folder of the run, or its {@code run.json}
   * @throws InputException if there is no complete run of this schema version there
   */
  public static StoredRun read(Path path) throws IOException {
    Path absolute = path.toAbsolutePath().normalize();
    boolean isFolder = Files.isDirectory(absolute);
    if (!Files.exists(absolute)) {
      Path failed = absolute.resolveSibling(absolute.getFileName() + ".failed");
      throw new InputException(
          path,
          Files.exists(failed) ? "the run failed, see " + failed : "no such file or folder",
          WAY_OUT);
    }
    Path folder = isFolder ? absolute : absolute.getParent();
    if (folder != null && failed(folder)) {
      throw new InputException(path, "is of a run that failed", WAY_OUT);
    }
    if (folder != null && running(folder)) {
      throw new InputException(path, "is of a run that is not complete yet", WAY_OUT);
    }
    Path document = isFolder ? new RunFiles(absolute).run() : absolute;
    return new StoredRun(folder == null ? absolute : folder, RunDocument.read(document));
  }

  /** Whether a folder has the name of a run that failed, or is not complete yet. */
  public static boolean isUnfinished(Path folder) {
    return failed(folder) || running(folder);
  }

  private static boolean failed(Path folder) {
    return name(folder).matches(".*\\.failed(-\\d+)?");
  }

  private static boolean running(Path folder) {
    return name(folder).endsWith(".running");
  }

  private static String name(Path folder) {
    return String.valueOf(folder.getFileName());
  }

  /**
   * The same run, once it is known that every file of predictions beside it belongs to it; so that
   * what does not is told before anything long is done.
   *
   * @throws InputException if one does not
   */
  public StoredRun checked() throws IOException {
    for (VariantResult variant : document.variants()) {
      predictions(variant);
    }
    return this;
  }

  private Path fileOf(FileReference reference) {
    try {
      Path file = folder.resolve(reference.path()).normalize();
      if (file.startsWith(folder.normalize())) {
        return file;
      }
    } catch (InvalidPathException e) {
      // No path at all lies in no run either.
    }
    throw new InputException(
        files().run(), "names predictions outside of its folder: " + reference.path(), WAY_OUT);
  }

  /**
   * The same run, checked, to hold others against.
   *
   * @throws InputException if it is but a quick look, or files of it do not belong to it
   */
  public StoredRun asBaseline() throws IOException {
    if (document.quick() != null) {
      throw new InputException(
          folder,
          "is a quick look, which is no baseline",
          "name a run that was measured without --quick");
    }
    return checked();
  }

  /** The answers of the variants that have any beside the document, by variant and by index. */
  public Map<String, List<Prediction>> predictions() throws IOException {
    Map<String, List<Prediction>> predictions = new LinkedHashMap<>();
    for (VariantResult variant : document.variants()) {
      predictions(variant).ifPresent(found -> predictions.put(variant.id(), found));
    }
    return predictions;
  }

  /**
   * The answers of a variant, by index; empty if the file is not beside the document.
   *
   * @throws InputException if the file is not the one that the document was made of
   */
  public Optional<List<Prediction>> predictions(VariantResult variant) throws IOException {
    FileReference reference = variant.predictions();
    Path file = fileOf(reference);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    // A device or a pipe would never end, and a link may lead anywhere.
    if (!Files.isRegularFile(file) || !file.toRealPath().startsWith(folder.toRealPath())) {
      throw new InputException(file, "is no file of predictions", WAY_OUT);
    }
    byte[] bytes = Files.readAllBytes(file);
    if (!Digests.sha256(bytes).equals(reference.sha256())) {
      throw new InputException(
          file, "is not the file that run.json was made of: its digest differs", WAY_OUT);
    }
    List<Prediction> predictions = Predictions.read(file, bytes);
    String outOfScope = document.dataset().traits().outOfScope();
    Optional<String> contradiction =
        Metrics.of(predictions, outOfScope)
            .contradicts(variant.accuracy().metrics(), "run.json")
            .or(() -> variant.accuracy().contradictionOf(predictions, outOfScope));
    if (contradiction.isPresent()) {
      throw new InputException(file, contradiction.get(), "merge the run again");
    }
    return Optional.of(
        predictions.stream().sorted(Comparator.comparingInt(Prediction::index)).toList());
  }
}
