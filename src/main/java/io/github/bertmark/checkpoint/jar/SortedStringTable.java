package io.github.bertmark.checkpoint.jar;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * A reader of LevelDB's table format, in which TensorFlow keeps a checkpoint's index: blocks of
 * prefix-compressed, sorted entries, a block that lists them, and a footer that points to it.
 *
 * @see <a href="https://github.com/google/leveldb/blob/main/doc/table_format.md">the format</a>
 */
final class SortedStringTable {
  private static final int FOOTER_BYTES = 48;
  private static final long MAGIC = 0xdb4775248b80fb57L;

  /** Compression type and checksum. */
  private static final int TRAILER_BYTES = 1 + Integer.BYTES;

  private static final int CRC_MASK_DELTA = 0xa282ead8;

  private final byte[] table;

  private SortedStringTable(byte[] table) {
    this.table = table;
  }

  /**
   * Reads all entries, in the order of their keys.
   *
   * @throws IOException saying what is wrong with the bytes
   */
  static Map<String, ByteString> read(byte[] table) throws IOException {
    return new SortedStringTable(table).entries();
  }

  private Map<String, ByteString> entries() throws IOException {
    int footer = table.length - FOOTER_BYTES;
    if (footer < 0 || littleEndian().getLong(table.length - Long.BYTES) != MAGIC) {
      throw new IOException("the index is not a sorted string table");
    }
    CodedInputStream handles = CodedInputStream.newInstance(table, footer, FOOTER_BYTES);
    handles.readRawVarint64(); // the metaindex block, which TensorFlow leaves empty
    handles.readRawVarint64();
    Map<String, ByteString> entries = new LinkedHashMap<>();
    for (Entry block : block(handles)) {
      for (Entry entry : block(block.value().newCodedInput())) {
        entries.put(new String(entry.key(), StandardCharsets.UTF_8), entry.value());
      }
    }
    return entries;
  }

  private List<Entry> block(CodedInputStream handle) throws IOException {
    long offset = handle.readRawVarint64();
    long size = handle.readRawVarint64();
    if (offset < 0 || size < Integer.BYTES || offset > table.length - TRAILER_BYTES - size) {
      throw new IOException("a block of the index lies outside of it");
    }
    int start = (int) offset;
    int end = (int) (offset + size);
    if (table[end] != 0) {
      throw new IOException("the index is compressed");
    }
    CRC32C crc = new CRC32C();
    crc.update(table, start, (int) size + 1);
    if (littleEndian().getInt(end + 1) != mask((int) crc.getValue())) {
      throw new IOException("the index fails its checksum");
    }
    long restarts = Integer.toUnsignedLong(littleEndian().getInt(end - Integer.BYTES));
    long bytes = size - Integer.BYTES * (restarts + 1);
    if (bytes < 0) {
      throw new IOException("a block of the index is malformed");
    }
    return entries(CodedInputStream.newInstance(table, start, (int) bytes));
  }

  private static List<Entry> entries(CodedInputStream in) throws IOException {
    List<Entry> entries = new ArrayList<>();
    byte[] key = {};
    while (!in.isAtEnd()) {
      int shared = in.readRawVarint32();
      int unshared = in.readRawVarint32();
      int valueBytes = in.readRawVarint32();
      if (shared < 0 || shared > key.length) {
        throw new IOException("a key of the index is malformed");
      }
      byte[] suffix = in.readRawBytes(unshared);
      byte[] next = new byte[shared + suffix.length];
      System.arraycopy(key, 0, next, 0, shared);
      System.arraycopy(suffix, 0, next, shared, suffix.length);
      key = next;
      entries.add(new Entry(key, ByteString.copyFrom(in.readRawBytes(valueBytes))));
    }
    return entries;
  }

  private ByteBuffer littleEndian() {
    return ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** LevelDB stores checksums rotated and shifted, as data may hold checksums itself. */
  static int mask(int crc) {
    return Integer.rotateRight(crc, 15) + CRC_MASK_DELTA;
  }

  /** One key with its value. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never leaves this class
  private record Entry(byte[] key, ByteString value) {}
}
