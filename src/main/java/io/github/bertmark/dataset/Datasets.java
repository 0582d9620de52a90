package io.github.bertmark.dataset;

import io.github.bertmark.Digests;
import io.github.bertmark.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where data sets come from. */
public final class Datasets {
  private Datasets() {}

  /**
   * Reads CLINC150's "plus" edition from a file ({@code data_oos_plus.json}).
   *
   * @throws InputException if the file is missing, or is not that edition
   */
  public static Dataset read(Path file) {
    return read(file, DatasetEdition.CLINC150_PLUS);
  }

  static Dataset read(Path file, DatasetEdition edition) {
    byte[] content;
    try {
      if (!Files.isRegularFile(file)) {
        throw new InputException(file, "no such file", wayOut(edition));
      }
      String found = Digests.sha256(file);
      if (!found.equals(edition.sha256())) {
        throw new InputException(
            file,
            "has SHA-256 " + found + ", but " + edition.name() + " has " + edition.sha256(),
            wayOut(edition));
      }
      content = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new InputException(file, "cannot be read (" + e + ")", wayOut(edition), e);
    }
    return parse(content, edition, file);
  }

  static Dataset parse(byte[] content, DatasetEdition edition, Object source) {
    return new Dataset(edition.name(), edition.sha256(), false, ClincJson.read(content, source));
  }

  private static String wayOut(DatasetEdition edition) {
    return "fetch it from " + edition.uri() + " or name no data set to let it be found";
  }
}
