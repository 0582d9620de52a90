package io.github.bertmark;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSpaceTest {
  @TempDir Path folder;

  @Test
  void aByteHasRoom() {
    assertThatCode(() -> DiskSpace.require(folder, 1, "free some")).doesNotThrowAnyException();
  }

  @Test
  void moreThanTheDiskHoldsIsRefused() {
    assertThatThrownBy(() -> DiskSpace.require(folder, Long.MAX_VALUE, "free some"))
        .isInstanceOf(InputException.class)
        .hasMessageMatching(".*: needs 8796093022207 MiB of disk, \\d+ are free; free some");
  }
}
