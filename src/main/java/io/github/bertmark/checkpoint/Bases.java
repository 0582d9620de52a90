package io.github.bertmark.checkpoint;

import java.io.Closeable;
import java.io.IOException;

/** Where pre-trained weights are got from. */
public interface Bases extends Closeable {
  /**
   * The digest of the weights with the given coordinates, without looking at them.
   *
   * @param subject the file that names them, for errors
   */
  String sha256(String coordinates, Object subject);

  /** The weights; open until these bases are closed, so that several variants can share them. */
  Checkpoint open(String coordinates, Object subject) throws IOException;
}
