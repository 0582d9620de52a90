package io.github.bertmark.checkpoint.weights;

import io.github.bertmark.AtomicFiles;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.PlainText;
import io.github.bertmark.checkpoint.ElementType;
import io.github.bertmark.checkpoint.FloatTensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Hugging Face's safetensors format: the length of a JSON header, the header, then the values.
 *
 * <p>Values are float32 once read.
 *
 * @see <a href="https://huggingface.co/docs/safetensors">the format</a>
 */
public final class Safetensors {
  private static final String WAY_OUT = "restore it from where it came, or make it again";

  private Safetensors() {}

  /**
   * Reads all tensors, by name, of a file that fits in memory, such as an adapter.
   *
   * @throws InputException if the file is missing, truncated or corrupt, or holds values of a type
   *     that {@link ElementType} does not name
   */
  public static SortedMap<String, FloatTensor> read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      SafetensorsHeader header = SafetensorsHeader.read(channel, file, WAY_OUT);
      return decode(header.entries(), Channels.newInputStream(channel));
    } catch (NoSuchFileException e) {
      throw new InputException(file, "no such file", WAY_OUT, e);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new InputException(file, "cannot be used: " + PlainText.refusal(e), WAY_OUT, e);
    }
  }

  /**
   * The tensors of a file that need not fit in memory, by its header alone.
   *
   * @throws InputException if it is truncated or corrupt
   */
  static Map<String, StoredTensor> map(MappedFile file) throws IOException {
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
      MappedFile file, String name, SafetensorsHeader.Entry entry, long start) {
    return new StoredTensor(
        name,
        entry.type(),
        entry.shape(),
        () -> file.tensor(name, entry.type(), entry.shape(), start + entry.begin(), entry.bytes()));
  }

  private static SortedMap<String, FloatTensor> decode(
      Map<String, SafetensorsHeader.Entry> entries, InputStream in) throws IOException {
    SortedMap<String, FloatTensor> tensors = new TreeMap<>();
    long room = Runtime.getRuntime().maxMemory() / 4 * 3;
    for (Map.Entry<String, SafetensorsHeader.Entry> named : entries.entrySet()) {
      SafetensorsHeader.Entry entry = named.getValue();
      ElementType type = type(named.getKey(), entry);
      room -= entry.bytes() / type.bytes() * Float.BYTES;
      if (room < 0 || entry.bytes() > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("it is too large for this JVM's memory");
      }
      ByteBuffer encoded = ByteBuffer.wrap(in.readNBytes((int) entry.bytes()));
      tensors.put(
          named.getKey(), new FloatTensor(named.getKey(), entry.shape(), type.decode(encoded)));
    }
    return tensors;
  }

  private static ElementType type(String name, SafetensorsHeader.Entry entry) {
    try {
      return ElementType.of(entry.type());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + " " + e.getMessage(), e);
    }
  }

  /**
   * Writes tensors in the order of their names, so that the same tensors give the same file.
   *
   * @throws IllegalArgumentException if a value is not finite in that type
   */
  public static void write(Path file, Collection<FloatTensor> tensors, ElementType type)
      throws IOException {
    List<FloatTensor> inOrder = new ArrayList<>(tensors);
    inOrder.sort(Comparator.comparing(FloatTensor::name));
    Map<String, Object> header = new LinkedHashMap<>();
    header.put(SafetensorsHeader.METADATA, Map.of("format", "pt"));
    long end = 0;
    for (FloatTensor tensor : inOrder) {
      long begin = end;
      end += tensor.elements() * type.bytes();
      header.put(
          tensor.name(),
          new SafetensorsHeader.Entry(type.name(), tensor.shape(), List.of(begin, end)));
    }
    byte[] json = Json.toBytes(header);
    // The values are to be aligned, so the header is padded with spaces.
    byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
    Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    length.putLong(padded.length);
    AtomicFiles.write(
        file,
        out -> {
          out.write(length.array());
          out.write(padded);
          for (FloatTensor tensor : inOrder) {
            out.write(type.encode(tensor));
          }
        });
  }
}
