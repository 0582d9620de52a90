package io.github.bertmark.classify;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Memory that native code reads and writes where it lies. */
final class NativeMemory {
  private NativeMemory() {}

  static ByteBuffer bytes(long size) {
    return ByteBuffer.allocateDirect(Math.toIntExact(size)).order(ByteOrder.nativeOrder());
  }
}
