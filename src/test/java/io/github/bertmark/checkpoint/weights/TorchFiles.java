package io.github.bertmark.checkpoint.weights;

import io.github.bertmark.checkpoint.ElementType;
import io.github.bertmark.checkpoint.FloatTensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files as {@code torch.save} writes them: a zip, not compressed, with a pickle of protocol 2. */
public final class TorchFiles {
  private static final Map<ElementType, String> STORAGES =
      Map.of(
          ElementType.F32, "FloatStorage",
          ElementType.F16, "HalfStorage",
          ElementType.BF16, "BFloat16Storage",
          ElementType.F64, "DoubleStorage");

  private final ByteArrayOutputStream pickle = new ByteArrayOutputStream();
  private final Map<String, byte[]> storages = new LinkedHashMap<>();
  private final ElementType type;

  private TorchFiles(ElementType type) {
    this.type = type;
  }

  /**
   * Writes tensors.
   *
   * @param turned which matrices lie in their storage column by column
   */
  public static void write(
      Path file, Collection<FloatTensor> tensors, ElementType type, Predicate<String> turned)
      throws IOException {
    TorchFiles writer = new TorchFiles(type);
    writer.stateDictionary(tensors, turned);
    writer.storages.put("byteorder", "little".getBytes(StandardCharsets.US_ASCII));
    zip(file, writer.pickle.toByteArray(), writer.storages);
  }

  /** Writes any pickle with any other files. */
  public static void zip(Path file, byte[] pickle, Map<String, byte[]> others) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setMethod(ZipOutputStream.STORED);
      add(zip, "pytorch_model/data.pkl", pickle);
      for (Map.Entry<String, byte[]> other : others.entrySet()) {
        add(zip, "pytorch_model/" + other.getKey(), other.getValue());
      }
    }
  }

  private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    CRC32 crc = new CRC32();
    crc.update(content);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  /** An OrderedDict with a state of its own, as of {@code Module.state_dict()}. */
  private void stateDictionary(Collection<FloatTensor> tensors, Predicate<String> turned) {
    opcode(0x80);
    pickle.write(2);
    call("collections", "OrderedDict", () -> {});
    opcode('(');
    for (FloatTensor tensor : tensors) {
      text(tensor.name());
      boolean turn = turned.test(tensor.name());
      String key = String.valueOf(storages.size());
      storages.put("data/" + key, type.encode(turn ? tensor.transposed() : tensor));
      call("torch._utils", "_rebuild_tensor_v2", () -> arguments(tensor, key, turn));
    }
    opcode('u');
    opcode('}');
    opcode('(');
    text("_metadata");
    call("collections", "OrderedDict", () -> {});
    opcode('u');
    opcode('b');
    opcode('.');
  }

  private void arguments(FloatTensor tensor, String key, boolean turned) {
    opcode('(');
    text("storage");
    global("torch", STORAGES.get(type));
    text(key);
    text("cpu");
    number((int) tensor.elements());
    opcode('t');
    opcode('Q');
    number(0);
    numbers(tensor.shape());
    if (turned) {
      numbers(List.of(1, tensor.shape().get(0)));
    } else {
      numbers(
          tensor.shape().size() == 2
              ? List.of(tensor.shape().get(1), 1)
              : tensor.shape().isEmpty() ? List.of() : List.of(1));
    }
    opcode(0x89);
    call("collections", "OrderedDict", () -> {});
  }

  private void call(String module, String name, Runnable arguments) {
    global(module, name);
    opcode('(');
    arguments.run();
    opcode('t');
    opcode('R');
  }

  private void global(String module, String name) {
    pickle.writeBytes(("c" + module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private void numbers(List<Integer> values) {
    opcode('(');
    values.forEach(this::number);
    opcode('t');
  }

  private void number(int value) {
    opcode('J');
    integer(value);
  }

  private void text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    opcode('X');
    integer(bytes.length);
    pickle.writeBytes(bytes);
  }

  private void integer(int value) {
    pickle.writeBytes(
        ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
  }

  private void opcode(int code) {
    pickle.write(code);
  }
}
