package io.github.bertmark.checkpoint.weights;

import io.github.bertmark.InputException;
import io.github.bertmark.PlainText;
import io.github.bertmark.checkpoint.ElementType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The tensors of a file that {@code torch.save} wrote: a zip, not compressed, of a pickle and a
 * file for each storage.
 */
public final class TorchArchive {
  private static final String PICKLE = "data.pkl";
  private static final int LARGEST_PICKLE = 1 << 26;
  private static final byte[] ZIP = {'P', 'K', 3, 4};

  private final MappedFile file;
  private final ZipFile zip;
  private final String folder;

  private TorchArchive(MappedFile file, ZipFile zip) {
    this.file = file;
    this.zip = zip;
    this.folder =
        Collections.list(zip.getEntries()).stream()
            .map(ZipArchiveEntry::getName)
            .filter(name -> name.endsWith("/" + PICKLE))
            .map(name -> name.substring(0, name.length() - PICKLE.length()))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("it holds no " + PICKLE));
  }

  /**
   * Reads the file's pickle and where storages lie.
   *
   * @throws InputException if it is malformed, of another format, or names anything but tensors
   */
  public static Map<String, StoredTensor> read(MappedFile file) throws IOException {
    byte[] start = new byte[ZIP.length];
    file.channel().read(ByteBuffer.wrap(start), 0);
    if (!Arrays.equals(start, ZIP)) {
      throw new InputException(
          file.path(),
          "is truncated, no weights, or saved by PyTorch before 1.6",
          "save the model as safetensors: save_pretrained(folder, safe_serialization=True)");
    }
    try (ZipFile zip = ZipFile.builder().setPath(file.path()).get()) {
      return new TorchArchive(file, zip).tensors();
    } catch (InputException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      String cause =
          e instanceof IllegalArgumentException || e instanceof ArithmeticException
              ? PlainText.refusal(e)
              : "its zip is malformed";
      throw file.unusable(cause, e);
    }
  }

  private Map<String, StoredTensor> tensors() throws IOException {
    byte[] order = bytes("byteorder", ZIP.length * 4);
    if (order != null && !new String(order, StandardCharsets.US_ASCII).equals("little")) {
      throw new IllegalArgumentException("it is from a big-endian machine");
    }
    byte[] pickle = bytes(PICKLE, LARGEST_PICKLE);
    if (pickle == null) {
      throw new IllegalArgumentException("it holds no " + PICKLE);
    }
    Map<String, StoredTensor> tensors = new TreeMap<>();
    for (Map.Entry<String, TorchTensor> named :
        TensorUnpickler.read(pickle, file.path()).entrySet()) {
      tensors.put(named.getKey(), stored(named.getKey(), named.getValue()));
    }
    return tensors;
  }

  private StoredTensor stored(String name, TorchTensor tensor) throws IOException {
    ZipArchiveEntry entry = zip.getEntry(folder + "data/" + tensor.key());
    if (entry == null || entry.getMethod() != ZipEntry.STORED) {
      throw new IllegalArgumentException(name + " has no storage");
    }
    // The offset is known once the entry's own header is read.
    try (InputStream raw = zip.getRawInputStream(entry)) {
      long start = entry.getDataOffset();
      if (start < 0 || start + entry.getSize() > file.channel().size()) {
        throw new IllegalArgumentException("it is truncated");
      }
      requireFits(name, tensor, entry.getSize());
      return new StoredTensor(
          name, tensor.type(), tensor.shape(), () -> tensor.read(name, file, start));
    }
  }

  private static void requireFits(String name, TorchTensor tensor, long bytes) {
    for (ElementType type : ElementType.values()) {
      if (type.name().equals(tensor.type())
          && Math.multiplyExact(tensor.elements(), (long) type.bytes()) > bytes) {
        throw new IllegalArgumentException(name + " reaches beyond its storage");
      }
    }
  }

  private byte @Nullable [] bytes(String name, int limit) throws IOException {
    ZipArchiveEntry entry = zip.getEntry(folder + name);
    if (entry == null) {
      return null;
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw new IllegalArgumentException(name + " is too large");
      }
      return bytes;
    }
  }
}
