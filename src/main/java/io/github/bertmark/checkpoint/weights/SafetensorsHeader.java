package io.github.bertmark.checkpoint.weights;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.checkpoint.ElementType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The header of a safetensors file.
 *
 * @param entries by the names of tensors, in the order of their values, which leave no gap
 * @param end where the header ends and values begin, in bytes from the start of the file
 */
record SafetensorsHeader(Map<String, SafetensorsHeader.Entry> entries, long end) {
  static final String METADATA = "__metadata__";

  /** The format's own bound. */
  private static final int LARGEST_HEADER = 100_000_000;

  /**
   * Reads the header, and leaves the channel where it ends.
   *
   * @throws InputException if an entry is malformed
   * @throws IllegalArgumentException if the file is truncated, or its entries do not fill it
   */
  static SafetensorsHeader read(FileChannel channel, Path file, String wayOut) throws IOException {
    InputStream in = Channels.newInputStream(channel);
    ByteBuffer length = ByteBuffer.wrap(in.readNBytes(Long.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
    long bytes = length.remaining() < Long.BYTES ? -1 : length.getLong();
    if (bytes < 0 || bytes > Math.min(LARGEST_HEADER, channel.size() - Long.BYTES)) {
      throw new IllegalArgumentException("it is truncated or not a safetensors file");
    }
    ObjectNode document = Json.read(in.readNBytes((int) bytes), ObjectNode.class, file, wayOut);
    document.remove(METADATA);
    List<Map.Entry<String, Entry>> inOrder = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : document.properties()) {
      String subject = file + " (" + entry.getKey() + ")";
      inOrder.add(
          Map.entry(
              entry.getKey(),
              Json.read(Json.toBytes(entry.getValue()), Entry.class, subject, wayOut)));
    }
    inOrder.sort(Comparator.comparing(entry -> entry.getValue().begin()));
    long end = Long.BYTES + bytes;
    return new SafetensorsHeader(withoutGaps(inOrder, channel.size() - end), end);
  }

  private static Map<String, Entry> withoutGaps(
      List<Map.Entry<String, Entry>> inOrder, long values) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    long end = 0;
    for (Map.Entry<String, Entry> named : inOrder) {
      Entry entry = named.getValue();
      if (entry.begin() != end || entry.end() < end) {
        throw new IllegalArgumentException(named.getKey() + " does not begin where another ends");
      }
      end = entry.end();
      if (end > values) {
        throw new IllegalArgumentException("it is truncated");
      }
      entries.put(named.getKey(), entry);
    }
    if (end != values) {
      throw new IllegalArgumentException("there are bytes behind the last tensor");
    }
    return entries;
  }

  /**
   * The header's entry of one tensor.
   *
   * @param type of its values; an {@link ElementType}, if they are to be read
   * @param dataOffsets begin and end of its values, in bytes from the end of the header
   */
  record Entry(
      @JsonProperty("dtype") String type,
      @JsonProperty("shape") List<Integer> shape,
      @JsonProperty("data_offsets") List<Long> dataOffsets) {
    Entry {
      if (dataOffsets.size() != 2) {
        throw new IllegalArgumentException("data_offsets must be begin and end");
      }
      shape = List.copyOf(shape);
      dataOffsets = List.copyOf(dataOffsets);
    }

    long begin() {
      return dataOffsets.get(0);
    }

    long end() {
      return dataOffsets.get(1);
    }

    long bytes() {
      return end() - begin();
    }
  }
}
