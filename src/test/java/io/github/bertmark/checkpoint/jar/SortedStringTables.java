package io.github.bertmark.checkpoint.jar;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/** A writer of LevelDB's table format for tests, with several blocks and shared key prefixes. */
final class SortedStringTables {
  private SortedStringTables() {}

  static byte[] write(SortedMap<String, byte[]> entries, int entriesPerBlock) {
    ByteArrayOutputStream table = new ByteArrayOutputStream();
    SortedMap<String, byte[]> handles = new TreeMap<>();
    SortedMap<String, byte[]> block = new TreeMap<>();
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      block.put(entry.getKey(), entry.getValue());
      if (block.size() == entriesPerBlock || entry.getKey().equals(entries.lastKey())) {
        handles.put(block.lastKey(), writeBlock(block, table));
        block.clear();
      }
    }
    byte[] metaindex = writeBlock(new TreeMap<>(), table);
    byte[] index = writeBlock(handles, table);
    ByteBuffer footer = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
    footer.put(metaindex).put(index).putLong(40, 0xdb4775248b80fb57L);
    table.writeBytes(footer.array());
    return table.toByteArray();
  }

  /** Appends a block with one restart point and gives its handle. */
  private static byte[] writeBlock(SortedMap<String, byte[]> entries, ByteArrayOutputStream table) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    byte[] previous = {};
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      byte[] key = entry.getKey().getBytes(StandardCharsets.UTF_8);
      int shared = Arrays.mismatch(previous, key);
      shared = shared < 0 ? key.length : shared;
      block.writeBytes(varints(shared, key.length - shared, entry.getValue().length));
      block.write(key, shared, key.length - shared);
      block.writeBytes(entry.getValue());
      previous = key;
    }
    block.writeBytes(littleEndian(0));
    block.writeBytes(littleEndian(1));
    byte[] handle = varints(table.size(), block.size());
    block.write(0);
    CRC32C crc = new CRC32C();
    crc.update(block.toByteArray());
    int value = (int) crc.getValue();
    block.writeBytes(littleEndian(((value >>> 15) | (value << 17)) + 0xa282ead8));
    table.writeBytes(block.toByteArray());
    return handle;
  }

  private static byte[] littleEndian(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  private static byte[] varints(int... values) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      for (int value : values) {
        out.writeUInt32NoTag(value);
      }
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
