package io.github.bertmark.export;

import io.github.bertmark.checkpoint.Checkpoint;
import java.io.Closeable;
import java.io.IOException;

/** Where the exporter gets pre-trained weights from. */
interface Bases extends Closeable {
  /**
   * The digest of the weights with the given coordinates, without looking at them.
   *
   * @param subject the file that names them, for errors
   */
  String sha256(String coordinates, Object subject);

  /** The weights; open until these bases are closed, so that several variants can share them. */
  Checkpoint open(String coordinates, Object subject) throws IOException;
}
