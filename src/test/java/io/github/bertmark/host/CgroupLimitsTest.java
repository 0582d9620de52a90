package io.github.bertmark.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupLimitsTest {
  @TempDir Path root;

  private void put(String file, String content) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content + "\n");
  }

  private CgroupLimits read() {
    return CgroupLimits.read(root.resolve("membership"), root.resolve("fs"));
  }

  @Test
  void readsVersion2() throws IOException {
    put("membership", "0::/user.slice/job");
    put("fs/user.slice/job/cpu.max", "150000 100000");
    put("fs/user.slice/job/memory.max", "1073741824");
    assertThat(read()).isEqualTo(new CgroupLimits(1.5, 1L << 30));
  }

  @Test
  void aGroupAboveLimitsToo() throws IOException {
    put("membership", "0::/a/b");
    put("fs/a/b/cpu.max", "max 100000");
    put("fs/a/cpu.max", "200000 100000");
    put("fs/a/b/memory.max", "max");
    put("fs/memory.max", "4096");
    assertThat(read()).isEqualTo(new CgroupLimits(2.0, 4096L));
  }

  @Test
  void readsVersion1() throws IOException {
    put("membership", "4:memory:/job\n1:cpu,cpuacct:/job\n0::/");
    put("fs/cpu,cpuacct/job/cpu.cfs_quota_us", "50000");
    put("fs/cpu,cpuacct/job/cpu.cfs_period_us", "100000");
    put("fs/memory/job/memory.limit_in_bytes", "2147483648");
    assertThat(read()).isEqualTo(new CgroupLimits(0.5, 1L << 31));
  }

  @Test
  void version1sLargestNumbersMeanNoLimit() throws IOException {
    put("membership", "4:memory:/\n1:cpu:/");
    put("fs/cpu/cpu.cfs_quota_us", "-1");
    put("fs/cpu/cpu.cfs_period_us", "100000");
    put("fs/memory/memory.limit_in_bytes", "9223372036854771712");
    assertThat(read()).isEqualTo(new CgroupLimits(null, null));
  }

  @Test
  void aContainersRootHoldsItsLimitsThoughThePathIsTheHosts() throws IOException {
    put("membership", "4:memory:/docker/0123\n1:cpu:/docker/0123");
    put("fs/cpu/cpu.cfs_quota_us", "300000");
    put("fs/cpu/cpu.cfs_period_us", "100000");
    put("fs/memory/memory.limit_in_bytes", "8192");
    assertThat(read()).isEqualTo(new CgroupLimits(3.0, 8192L));
  }

  @Test
  void aPathOutsideTheNamespaceAndNonsenseAreNoLimits() throws IOException {
    put("membership", "0::/../../etc\nnonsense");
    put("fs/cpu.max", "a b c");
    put("fs/memory.max", "");
    assertThat(read()).isEqualTo(new CgroupLimits(null, null));
  }

  @Test
  void withoutControlGroupsThereAreNoLimits() {
    assertThat(read()).isEqualTo(new CgroupLimits(null, null));
  }
}
