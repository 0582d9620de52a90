package io.github.bertmark.checkpoint;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
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
    int type = 0;
    int shard = 0;
    long offset = 0;
    long size = 0;
    List<Integer> shape = new ArrayList<>();
    CodedInputStream in = message.newCodedInput();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> type = in.readEnum();
        case 2 -> shape = parseShape(in.readBytes());
        case 3 -> shard = in.readInt32();
        case 4 -> offset = in.readInt64();
        case 5 -> size = in.readInt64();
        default -> in.skipField(tag);
      }
    }
    return new BundleEntry(type, shape, shard, offset, size);
  }

  private static List<Integer> parseShape(ByteString message) throws IOException {
    List<Integer> shape = new ArrayList<>();
    CodedInputStream in = message.newCodedInput();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == 2) {
        shape.add(parseDimension(in.readBytes()));
      } else {
        in.skipField(tag);
      }
    }
    return shape;
  }

  private static int parseDimension(ByteString message) throws IOException {
    long size = 0;
    CodedInputStream in = message.newCodedInput();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == 1) {
        size = in.readInt64();
      } else {
        in.skipField(tag);
      }
    }
    if (size < 0 || size > Integer.MAX_VALUE) {
      throw new IOException("a tensor's shape is malformed");
    }
    return (int) size;
  }
}
