package io.github.bertmark.checkpoint;

import io.github.bertmark.PlainText;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** The tensors of a safetensors file that need not fit in memory. */
final class MappedSafetensors {
  private MappedSafetensors() {}

  /**
   * Reads the file's header.
   *
   * @throws io.github.bertmark.InputException if it is truncated or corrupt
   */
  static Map<String, StoredTensor> read(MappedFile file) throws IOException {
    try {
      SafetensorsHeader header =
          SafetensorsHeader.read(file.channel(), file.path(), WeightFiles.WAY_OUT);
      Map<String, StoredTensor> tensors = new TreeMap<>();
      header
          .entries()
          .forEach((name, entry) -> tensors.put(name, stored(file, name, entry, header.end())));
      return tensors;
    } catch (IllegalArgumentException e) {
      throw file.unusable(PlainText.refusal(e), e);
    }
  }

  private static StoredTensor stored(
      MappedFile file, String name, SafetensorsEntry entry, long start) {
    return new StoredTensor(
        name,
        entry.type(),
        entry.shape(),
        () -> file.tensor(name, entry.type(), entry.shape(), start + entry.begin(), entry.bytes()));
  }
}
