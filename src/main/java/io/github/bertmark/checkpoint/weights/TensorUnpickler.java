package io.github.bertmark.checkpoint.weights;

import io.github.bertmark.InputException;
import io.github.bertmark.PlainText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;

/**
 * A reader of the pickle in a PyTorch file that builds tensors and nothing else.
 *
 * <p>A pickle is a program that may name any class or function to be called. Names are looked up
 * here in a list of four, not in that of the library, and any other ends the reading.
 */
final class TensorUnpickler extends Unpickler {
  /** The classes of storages, with the types that safetensors names so. */
  private static final Map<String, String> STORAGES =
      Map.of(
          "torch.FloatStorage", "F32",
          "torch.HalfStorage", "F16",
          "torch.BFloat16Storage", "BF16",
          "torch.DoubleStorage", "F64",
          "torch.LongStorage", "I64",
          "torch.IntStorage", "I32",
          "torch.ShortStorage", "I16",
          "torch.CharStorage", "I8",
          "torch.ByteStorage", "U8",
          "torch.BoolStorage", "BOOL");

  private final Path file;

  private TensorUnpickler(Path file) {
    this.file = file;
  }

  /** The class of a storage: an operand of a persistent id, never called. */
  private record StorageClass(String type) {}

  /** What a persistent id stands for. */
  private record Storage(String type, String key, long elements) {}

  /**
   * Reads a dictionary of tensors.
   *
   * @param file that the pickle comes from, for errors
   * @throws InputException if it names anything but tensors
   * @throws IllegalArgumentException if it is malformed
   */
  static Map<String, TorchTensor> read(byte[] pickle, Path file) {
    Object root;
    try {
      root = new TensorUnpickler(file).load(new ByteArrayInputStream(pickle));
    } catch (InputException e) {
      throw e;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw new IllegalArgumentException("its pickle is malformed", e);
    }
    if (!(root instanceof Map<?, ?> named)) {
      throw new IllegalArgumentException("its pickle holds no tensors by name");
    }
    Map<String, TorchTensor> tensors = new TreeMap<>();
    named.forEach(
        (name, value) -> {
          if (value instanceof TorchTensor tensor) {
            tensors.put(String.valueOf(name), tensor);
          }
        });
    return tensors;
  }

  @Override
  protected Object dispatch(short opcode) throws IOException {
    switch (opcode) {
      case Opcodes.GLOBAL -> stack.add(named(PickleUtils.readline(input) + "." + line()));
      case Opcodes.STACK_GLOBAL -> {
        String name = String.valueOf(stack.pop());
        stack.add(named(stack.pop() + "." + name));
      }
      case Opcodes.INST -> throw refused(line() + "." + line());
      case Opcodes.BUILD -> {
        // The library would call a method of the object: only a dictionary's notes are let pass.
        stack.pop();
        if (!(stack.peek() instanceof Map)) {
          throw new IllegalArgumentException("state of an object that is no dictionary");
        }
      }
      case Opcodes.BINSTRING, Opcodes.BINUNICODE, Opcodes.BINBYTES, Opcodes.LONG4 -> {
        requireRest(Integer.BYTES);
        return super.dispatch(opcode);
      }
      case Opcodes.BINUNICODE8, Opcodes.BINBYTES8, Opcodes.BYTEARRAY8 -> {
        requireRest(Long.BYTES);
        return super.dispatch(opcode);
      }
      default -> {
        return super.dispatch(opcode);
      }
    }
    return NO_RETURN_VALUE;
  }

  private String line() throws IOException {
    return PickleUtils.readline(input);
  }

  /** Fails if what follows claims to be longer than the pickle: the library would allocate it. */
  private void requireRest(int lengthBytes) throws IOException {
    input.mark(lengthBytes);
    byte[] length = Arrays.copyOf(input.readNBytes(lengthBytes), Long.BYTES);
    long claimed = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (claimed < 0 || claimed > input.available()) {
      throw new IllegalArgumentException("a text that is longer than its pickle");
    }
    input.reset();
  }

  private Object named(String name) {
    String storage = STORAGES.get(name);
    if (storage != null) {
      return new StorageClass(storage);
    }
    return switch (name) {
      case "torch._utils._rebuild_tensor_v2" -> (IObjectConstructor) TensorUnpickler::tensor;
      case "torch._utils._rebuild_parameter" -> (IObjectConstructor) arguments -> arguments[0];
      case "collections.OrderedDict" -> (IObjectConstructor) TensorUnpickler::dictionary;
      default -> throw refused(name);
    };
  }

  private InputException refused(String name) {
    return new InputException(
        file,
        "is refused: its pickle names "
            + PlainText.quoted(name)
            + ", and only tensors are read; nothing was executed",
        "save the model as safetensors: save_pretrained(folder, safe_serialization=True)");
  }

  private static Object dictionary(Object[] arguments) {
    if (arguments.length > 0) {
      throw new IllegalArgumentException("a dictionary with arguments");
    }
    return new LinkedHashMap<>();
  }

  /** Arguments are a storage, the offset in it, shape, strides, and what only training needs. */
  private static Object tensor(Object[] arguments) {
    Storage storage = (Storage) arguments[0];
    return new TorchTensor(
        storage.type(),
        storage.key(),
        storage.elements(),
        number(arguments[1]),
        numbers(arguments[2]).stream().map(Math::toIntExact).toList(),
        numbers(arguments[3]));
  }

  private static List<Long> numbers(Object tuple) {
    return Arrays.stream((Object[]) tuple).map(TensorUnpickler::number).toList();
  }

  private static long number(Object value) {
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    throw new IllegalArgumentException("something else where a number belongs");
  }

  /** ("storage", class, key, device, number of values). */
  @Override
  protected Object persistentLoad(Object id) {
    Object[] parts = (Object[]) id;
    return new Storage(
        ((StorageClass) parts[1]).type(), String.valueOf(parts[2]), number(parts[4]));
  }
}
