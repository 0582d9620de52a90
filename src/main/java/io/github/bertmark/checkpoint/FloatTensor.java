package io.github.bertmark.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A named tensor of float32 values in row-major order, on the heap or in a mapped file; that may
 * hold them in another type, from which they are made when they are asked for.
 */
public final class FloatTensor {
  /** So many values are made at a time of a tensor that is taken in parts: 16 MiB. */
  private static final int PART = 1 << 22;

  private final String name;
  private final List<Integer> shape;
  private final ElementType type;
  private final ByteBuffer bytes;

  /**
   * Wraps little-endian values without copying them.
   *
   * @param bytes the values, from the buffer's position to its limit
   * @throws IllegalArgumentException if their number is not that of the shape
   */
  public FloatTensor(String name, List<Integer> shape, ByteBuffer bytes) {
    this(name, shape, ElementType.F32, bytes);
  }

  /** The same of values of any type. */
  public FloatTensor(String name, List<Integer> shape, ElementType type, ByteBuffer bytes) {
    this.name = name;
    this.shape = List.copyOf(shape);
    this.type = type;
    this.bytes = bytes.slice().asReadOnlyBuffer();
    if (this.shape.stream().anyMatch(size -> size < 0)
        || elements() * type.bytes() != bytes.remaining()) {
      throw new IllegalArgumentException(
          "%s: %d bytes do not hold %s %s"
              .formatted(name, bytes.remaining(), ElementType.wordsOf(type.name()), shape));
    }
  }

  /** A tensor of the given values, copied. */
  public static FloatTensor of(String name, List<Integer> shape, float... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return new FloatTensor(name, shape, bytes);
  }

  public String name() {
    return name;
  }

  /** The size of each axis; empty for a scalar. */
  public List<Integer> shape() {
    return shape;
  }

  /** The number of values. */
  public long elements() {
    long product = 1;
    for (int size : shape) {
      product = Math.multiplyExact(product, size);
    }
    return product;
  }

  /** The values as little-endian float32: a fresh, read-only view with that byte order set. */
  public ByteBuffer bytes() {
    return type.decode(bytes).duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The tensor in parts along its first axis, each of which is small enough for the heap. */
  public List<FloatTensor> parts() {
    if (elements() <= PART) {
      return List.of(this);
    }
    int rows = shape.get(0);
    long rowBytes = bytes.remaining() / rows;
    int step = (int) Math.max(1, (long) PART * type.bytes() / rowBytes);
    List<FloatTensor> parts = new ArrayList<>();
    for (int row = 0; row < rows; row += step) {
      List<Integer> size = new ArrayList<>(shape);
      size.set(0, Math.min(step, rows - row));
      ByteBuffer part = bytes.slice((int) (row * rowBytes), (int) (size.get(0) * rowBytes));
      parts.add(new FloatTensor(name, size, type, part));
    }
    return parts;
  }

  /** Whether no value is infinite or NaN. */
  public boolean isFinite() {
    FloatBuffer values = bytes().asFloatBuffer();
    while (values.hasRemaining()) {
      if (!Float.isFinite(values.get())) {
        return false;
      }
    }
    return true;
  }

  /** The values, copied. */
  public float[] toArray() {
    return type.toFloats(bytes);
  }

  /**
   * A copy of a matrix with its axes exchanged.
   *
   * @throws IllegalArgumentException if this is no matrix
   */
  public FloatTensor transposed() {
    if (shape.size() != 2) {
      throw new IllegalArgumentException(this + " is not a matrix");
    }
    int rows = shape.get(0);
    int columns = shape.get(1);
    float[] from = toArray();
    float[] to = new float[from.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        to[column * rows + row] = from[row * columns + column];
      }
    }
    return of(name, List.of(columns, rows), to);
  }

  /** A copy of a matrix with the first row of another added to each. */
  public FloatTensor plusFirstRow(FloatTensor other) {
    float[] values = toArray();
    float[] rows = other.toArray();
    int columns = shape.get(1);
    for (int i = 0; i < values.length; i++) {
      values[i] += rows[i % columns];
    }
    return of(name, shape, values);
  }

  @Override
  public String toString() {
    return name + shape;
  }
}
