package io.github.bertmark.checkpoint.weights;

import io.github.bertmark.InputException;
import io.github.bertmark.PlainText;
import io.github.bertmark.checkpoint.ElementType;
import io.github.bertmark.checkpoint.FloatTensor;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;

/**
 * A file of weights whose parts are mapped when they are read, so that no more of it is on the heap
 * than is worked on.
 */
public record MappedFile(Path path, FileChannel channel) implements Closeable {
  public MappedFile(Path path) throws IOException {
    this(path, FileChannel.open(path));
  }

  /**
   * A tensor whose values lie together, in row-major order.
   *
   * @param type the name of an {@link ElementType}
   */
  FloatTensor tensor(String name, String type, List<Integer> shape, long offset, long bytes) {
    try {
      return new FloatTensor(name, shape, ElementType.of(type), map(offset, bytes));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw unusable(name + ": " + PlainText.refusal(e), e);
    }
  }

  ByteBuffer map(long offset, long bytes) {
    try {
      return channel.map(FileChannel.MapMode.READ_ONLY, offset, bytes);
    } catch (IOException | IllegalArgumentException e) {
      throw unusable("it cannot be mapped", e);
    }
  }

  /** Fails in words, rather than by the JVM's error, if so many float32 values have no room. */
  void requireHeap(String name, long values) {
    long room = Runtime.getRuntime().maxMemory() / 4 * 3;
    if (values > room / Float.BYTES) {
      throw new InputException(
          path,
          "%s takes %d MiB as float32, which is beyond this JVM's memory"
              .formatted(name, (values * Float.BYTES) >> 20),
          "start Java with more, such as -Xmx4g");
    }
  }

  InputException unusable(String cause, Exception revealedBy) {
    return new InputException(path, "cannot be used: " + cause, WeightFiles.WAY_OUT, revealedBy);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
