package io.github.bertmark.host;

import io.github.bertmark.run.Environment;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.software.os.OperatingSystem;

/** Finds out about the machine: OSHI for hardware and system, Linux's own files for limits. */
public final class HostProbe {
  /** What ONNX Runtime's kernels, and the libraries below them, choose between. */
  private static final Set<String> RELEVANT_FEATURES =
      Set.of(
          // x86-64
          "sse4_1",
          "sse4_2",
          "avx",
          "avx2",
          "fma",
          "f16c",
          "avx_vnni",
          "avx512f",
          "avx512bw",
          "avx512dq",
          "avx512vl",
          "avx512_vnni",
          "avx512_bf16",
          "avx512_fp16",
          "amx_tile",
          "amx_int8",
          "amx_bf16",
          // AArch64
          "neon",
          "asimd",
          "asimdhp",
          "asimddp",
          "i8mm",
          "bf16",
          "sve",
          "sve2",
          "sme");

  private HostProbe() {}

  /** Looks at the machine that this runs on. */
  public static Environment environment() {
    SystemInfo system = new SystemInfo();
    CentralProcessor processor = system.getHardware().getProcessor();
    OperatingSystem os = system.getOperatingSystem();
    CgroupLimits limits =
        CgroupLimits.read(Path.of("/proc/self/cgroup"), Path.of("/sys/fs/cgroup"));
    return new Environment(
        orUnknown(processor.getProcessorIdentifier().getName()),
        orUnknown(processor.getProcessorIdentifier().getMicroarchitecture()),
        ManagementFactory.getOperatingSystemMXBean().getArch(),
        relevantFeatures(processor.getFeatureFlags()),
        processor.getPhysicalProcessorCount(),
        processor.getLogicalProcessorCount(),
        Runtime.getRuntime().availableProcessors(),
        limits.cpus(),
        system.getHardware().getMemory().getTotal(),
        limits.memoryBytes(),
        os.getFamily() + " " + orUnknown(os.getVersionInfo().getVersion()),
        orUnknown(os.getVersionInfo().getBuildNumber()));
  }

  /**
   * The relevant ones among a system's own names: lines of Linux's {@code /proc/cpuinfo}, macOS's
   * {@code AVX2}, Windows's {@code PF_AVX2_INSTRUCTIONS_AVAILABLE}.
   */
  static List<String> relevantFeatures(List<String> flags) {
    return flags.stream()
        .flatMap(line -> Arrays.stream(line.toLowerCase(Locale.ROOT).split("[\\s:,]+", -1)))
        .map(flag -> flag.replaceAll("^(pf|pf_arm|hw.optional)[_.]|_instructions_available$", ""))
        .filter(RELEVANT_FEATURES::contains)
        .distinct()
        .sorted()
        .toList();
  }

  private static String orUnknown(String text) {
    String stripped = Objects.requireNonNullElse(text, "").strip();
    return stripped.isEmpty() ? "unknown" : stripped;
  }
}
