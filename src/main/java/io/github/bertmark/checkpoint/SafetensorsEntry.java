package io.github.bertmark.checkpoint;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * The header's entry of one tensor.
 *
 * @param type of its values; an {@link ElementType}, if they are to be read
 * @param dataOffsets begin and end of its values, in bytes from the end of the header
 */
record SafetensorsEntry(
    @JsonProperty("dtype") String type,
    @JsonProperty("shape") List<Integer> shape,
    @JsonProperty("data_offsets") List<Long> dataOffsets) {
  SafetensorsEntry {
    if (dataOffsets.size() != 2) {
      throw new IllegalArgumentException("data_offsets must be begin and end");
    }
    shape = List.copyOf(shape);
    dataOffsets = List.copyOf(dataOffsets);
  }

  long begin() {
    return dataOffsets.get(0);
  }

  long end() {
    return dataOffsets.get(1);
  }

  long bytes() {
    return end() - begin();
  }
}
