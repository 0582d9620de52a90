package io.github.bertmark.checkpoint.jar;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a tensor lies in a TensorFlow checkpoint's data file: the parts of {@code BundleEntryProto}
 * (tensorflow/core/protobuf/tensor_bundle.proto) that a reader of one shard needs.
 *
 * @param type a value of TensorFlow's {@code DataType}
 * @param offset in bytes, from the start of the data file
 * @param size in bytes
 */
record BundleEntry(int type, List<Integer> shape, int shard, long offset, long size) {
  static final int DT_FLOAT = 1;

  BundleEntry {
    shape = List.copyOf(shape);
  }

  static BundleEntry parse(ByteString message) throws IOException {
    UnknownFieldSet entry = UnknownFieldSet.parseFrom(message);
    List<Integer> shape = new ArrayList<>();
    for (ByteString ofShape : entry.getField(2).getLengthDelimitedList()) {
      UnknownFieldSet dimensions = UnknownFieldSet.parseFrom(ofShape);
      for (ByteString dimension : dimensions.getField(2).getLengthDelimitedList()) {
        long size = number(UnknownFieldSet.parseFrom(dimension), 1);
        if (size < 0 || size > Integer.MAX_VALUE) {
          throw new IOException("a tensor's shape is malformed");
        }
        shape.add((int) size);
      }
    }
    return new BundleEntry(
        (int) number(entry, 1), shape, (int) number(entry, 3), number(entry, 4), number(entry, 5));
  }

  /** A field's number, 0 if it is absent, as the format has it. */
  private static long number(UnknownFieldSet fields, int field) {
    List<Long> numbers = fields.getField(field).getVarintList();
    return numbers.isEmpty() ? 0 : numbers.get(numbers.size() - 1);
  }
}
