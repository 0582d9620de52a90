package io.github.bertmark.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.machine.Environment;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
  @Test
  void thisMachineIsDescribed() {
    Environment here = HostProbe.environment();
    assertThat(here.processor().family()).isNotBlank();
    assertThat(here.processor().cacheBytes()).allMatch(bytes -> bytes > 0);
    assertThat(here.cpuModel()).isNotBlank();
    assertThat(here.architecture()).isEqualTo(System.getProperty("os.arch"));
    assertThat(here.physicalCores()).isBetween(1, here.logicalCores());
    assertThat(here.availableProcessors()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(here.memoryBytes()).isGreaterThan(Runtime.getRuntime().totalMemory());
    assertThat(here.operatingSystem()).isNotBlank();
    assertThat(here.kernel()).isNotBlank();
  }

  @Test
  void relevantFeaturesAreFoundInEverySystemsSpelling() {
    assertThat(
            HostProbe.relevantFeatures(
                List.of("flags\t\t: fpu avx2 sse4_2 amx_int8 hypervisor avx512_vnni", "AVX512F")))
        .containsExactly("amx_int8", "avx2", "avx512_vnni", "avx512f", "sse4_2");
    assertThat(HostProbe.relevantFeatures(List.of("Features\t: fp asimd i8mm bf16")))
        .containsExactly("asimd", "bf16", "i8mm");
    assertThat(HostProbe.relevantFeatures(List.of("PF_AVX2_INSTRUCTIONS_AVAILABLE")))
        .containsExactly("avx2");
    assertThat(HostProbe.relevantFeatures(List.of())).isEmpty();
  }
}
