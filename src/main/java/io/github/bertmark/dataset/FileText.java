package io.github.bertmark.dataset;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bertmark.InputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The text of a file, packed by gzip or not, in the encoding that it is found to have. */
final class FileText {
  /** More texts than anybody labels; what unpacks to more is no such file. */
  private static final int MOST_BYTES = 1 << 30;

  private FileText() {}

  /**
   * Unpacks and decodes.
   *
   * @param source names the file in errors
   * @param named the encoding; null to find it: by a byte order mark, else UTF-16 if the NULs are
   *     mostly one half of the pairs of bytes, else UTF-8
   * @throws InputException if the bytes are no text, or not in that encoding
   */
  static String of(byte[] packed, Object source, @Nullable Charset named) {
    byte[] bytes = unpacked(packed, source);
    refuseOtherFiles(bytes, source);
    Charset charset = named == null ? found(bytes) : named;
    String text = decode(bytes, charset, source);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static byte[] unpacked(byte[] bytes, Object source) {
    if (bytes.length < 2 || (bytes[0] & 0xFF) != 0x1F || (bytes[1] & 0xFF) != 0x8B) {
      return bytes;
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      byte[] unpacked = in.readNBytes(MOST_BYTES);
      if (in.read() >= 0) {
        throw new InputException(source, "unpacks to more than 1 GiB", "give a part of it");
      }
      return unpacked;
    } catch (IOException e) {
      throw new InputException(
          source, "is damaged or cut off: it cannot be unpacked by gzip", "copy it again", e);
    }
  }

  private static void refuseOtherFiles(byte[] bytes, Object source) {
    String start =
        new String(bytes, 0, Math.min(bytes.length, 60), ISO_8859_1).toLowerCase(Locale.ROOT);
    if (bytes.length == 0) {
      throw new InputException(source, "the file is empty", "give a file of labelled texts");
    } else if (start.startsWith("par1")) {
      throw new InputException(
          source,
          "is Parquet, which is not read",
          "convert it: duckdb -c \"COPY 'in.parquet' TO 'out.csv' (HEADER)\"");
    } else if (start.startsWith("arrow1")) {
      throw new InputException(source, "is Arrow, which is not read", "save it as CSV");
    } else if (start.startsWith("pk\u0003\u0004")) {
      throw new InputException(
          source, "is a ZIP file or a workbook", "unpack it, or save the sheet as CSV");
    } else if (start.startsWith("version https://git-lfs")) {
      throw new InputException(
          source, "is a pointer of Git LFS, not the file", "fetch the file by git lfs pull");
    } else if (start.stripLeading().startsWith("<!doctype html")
        || start.stripLeading().startsWith("<html")) {
      throw new InputException(source, "is a web page", "download the file itself");
    }
  }

  private static Charset found(byte[] bytes) {
    int first = bytes[0] & 0xFF;
    int second = bytes.length < 2 ? 0 : bytes[1] & 0xFF;
    if (first == 0xFF && second == 0xFE) {
      return UTF_16LE;
    }
    if (first == 0xFE && second == 0xFF) {
      return UTF_16BE;
    }
    int[] nulls = new int[2];
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        nulls[i & 1]++;
      }
    }
    return nulls[1] > 3 * nulls[0] ? UTF_16LE : nulls[0] > 3 * nulls[1] ? UTF_16BE : UTF_8;
  }

  private static String decode(byte[] bytes, Charset charset, Object source) {
    CharsetDecoder decoder = charset.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out =
        CharBuffer.allocate((int) Math.ceil(bytes.length * (double) decoder.maxCharsPerByte()));
    CoderResult result = decoder.decode(in, out, true);
    if (!result.isError()) {
      result = decoder.flush(out);
    }
    String text = out.flip().toString();
    if (result.isError()) {
      long line = 1 + text.chars().filter(c -> c == '\n').count();
      throw LabelledRow.fault(
          source,
          line,
          "the byte 0x%02X is not %s".formatted(bytes[in.position()], charset.name()),
          "name the encoding of the file, such as --encoding=windows-1252, or mend the line");
    }
    return text;
  }
}
