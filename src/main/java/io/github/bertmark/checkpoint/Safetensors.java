package io.github.bertmark.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bertmark.AtomicFiles;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.PlainText;
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
 * <p>For files that fit in memory, such as adapters; values are float32 once read.
 *
 * @see <a href="https://huggingface.co/docs/safetensors">the format</a>
 */
public final class Safetensors {
  /** The format's own bound. */
  private static final int LARGEST_HEADER = 100_000_000;

  private static final String METADATA = "__metadata__";
  private static final String WAY_OUT = "restore it from git, or make it again with `train`";

  private Safetensors() {}

  /**
   * Reads all tensors, by name.
   *
   * @throws InputException if the file is missing, truncated or corrupt, or holds values of a type
   *     that {@link ElementType} does not name
   */
  public static SortedMap<String, FloatTensor> read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file);
        InputStream in = Channels.newInputStream(channel)) {
      ByteBuffer length = ByteBuffer.wrap(in.readNBytes(Long.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
      long headerBytes = length.remaining() < Long.BYTES ? -1 : length.getLong();
      if (headerBytes < 0 || headerBytes > Math.min(LARGEST_HEADER, channel.size() - Long.BYTES)) {
        throw new IllegalArgumentException("it is truncated or not a safetensors file");
      }
      byte[] json = in.readNBytes((int) headerBytes);
      return decode(header(json, file), in, channel.size() - Long.BYTES - headerBytes);
    } catch (NoSuchFileException e) {
      throw new InputException(file, "no such file", WAY_OUT, e);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new InputException(file, "cannot be used: " + PlainText.refusal(e), WAY_OUT, e);
    }
  }

  private static Map<String, SafetensorsEntry> header(byte[] json, Path file) throws IOException {
    ObjectNode document = Json.read(json, ObjectNode.class, file, WAY_OUT);
    document.remove(METADATA);
    Map<String, SafetensorsEntry> entries = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : document.properties()) {
      String subject = file + " (" + entry.getKey() + ")";
      entries.put(
          entry.getKey(),
          Json.read(Json.toBytes(entry.getValue()), SafetensorsEntry.class, subject, WAY_OUT));
    }
    return entries;
  }

  private static SortedMap<String, FloatTensor> decode(
      Map<String, SafetensorsEntry> header, InputStream in, long values) throws IOException {
    List<Map.Entry<String, SafetensorsEntry>> inOrder = new ArrayList<>(header.entrySet());
    inOrder.sort(Comparator.comparing(entry -> entry.getValue().begin()));
    SortedMap<String, FloatTensor> tensors = new TreeMap<>();
    long end = 0;
    long room = Runtime.getRuntime().maxMemory() / 4 * 3;
    for (Map.Entry<String, SafetensorsEntry> named : inOrder) {
      SafetensorsEntry entry = named.getValue();
      if (entry.begin() != end || entry.end() < end) {
        throw new IllegalArgumentException(named.getKey() + " does not begin where another ends");
      }
      end = entry.end();
      if (end > values) {
        throw new IllegalArgumentException("it is truncated");
      }
      room -= (end - entry.begin()) / entry.type().bytes() * Float.BYTES;
      if (room < 0 || end - entry.begin() > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("it is too large for this JVM's memory");
      }
      ByteBuffer encoded = ByteBuffer.wrap(in.readNBytes((int) (end - entry.begin())));
      tensors.put(
          named.getKey(),
          new FloatTensor(named.getKey(), entry.shape(), entry.type().decode(encoded)));
    }
    if (end != values) {
      throw new IllegalArgumentException("there are bytes behind the last tensor");
    }
    return tensors;
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
    header.put(METADATA, Map.of("format", "pt"));
    long end = 0;
    for (FloatTensor tensor : inOrder) {
      long begin = end;
      end += tensor.elements() * type.bytes();
      header.put(tensor.name(), new SafetensorsEntry(type, tensor.shape(), List.of(begin, end)));
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
