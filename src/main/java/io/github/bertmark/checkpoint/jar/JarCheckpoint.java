package io.github.bertmark.checkpoint.jar;

import io.github.bertmark.InputException;
import io.github.bertmark.checkpoint.Checkpoint;
import io.github.bertmark.checkpoint.FloatTensor;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was read out of an artifact's jar.
 *
 * @param data what the tensors lie in, if it has to be closed
 */
record JarCheckpoint(
    Path jar,
    String sha256,
    Map<String, FloatTensor> tensors,
    List<String> vocabulary,
    int headSize,
    Closeable data)
    implements Checkpoint {

  @Override
  public Set<String> names() {
    return Set.copyOf(tensors.keySet());
  }

  @Override
  public FloatTensor tensor(String name) {
    FloatTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new InputException(
          jar, "holds no tensor " + name, "check the layers that variant.json starts from");
    }
    return tensor;
  }

  @Override
  public void close() throws IOException {
    data.close();
  }
}
