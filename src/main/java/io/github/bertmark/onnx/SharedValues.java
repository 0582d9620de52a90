package io.github.bertmark.onnx;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What several initializers are parts of: made when the first of them is written, let go with the
 * last.
 */
final class SharedValues<T> {
  private final Supplier<T> maker;
  private final int users;
  private @Nullable T values;
  private int left;

  SharedValues(int users, Supplier<T> maker) {
    this.users = users;
    this.maker = maker;
  }

  T take() {
    T taken = values;
    if (taken == null) {
      taken = maker.get();
      left = users;
    }
    left--;
    values = left == 0 ? null : taken;
    return taken;
  }
}
