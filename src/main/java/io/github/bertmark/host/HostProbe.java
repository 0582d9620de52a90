package io.github.bertmark.host;

import io.github.bertmark.machine.Environment;
import io.github.bertmark.machine.Processor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

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
        identity(processor),
        os.getFamily() + " " + orUnknown(os.getVersionInfo().getVersion()),
        orUnknown(os.getVersionInfo().getBuildNumber()));
  }

  private static Processor identity(CentralProcessor processor) {
    CentralProcessor.ProcessorIdentifier id = processor.getProcessorIdentifier();
    return new Processor(
        orUnknown(id.getFamily()),
        orUnknown(id.getModel()),
        orUnknown(id.getStepping()),
        microcode(CPU_INFO),
        id.getVendorFreq() > 0 ? id.getVendorFreq() : null,
        processor.getProcessorCaches().stream()
            .filter(cache -> cache.getType() != CentralProcessor.ProcessorCache.Type.INSTRUCTION)
            .sorted(Comparator.comparing(CentralProcessor.ProcessorCache::getLevel))
            .map(cache -> (long) cache.getCacheSize())
            .toList(),
        processor.getFeatureFlags().stream().anyMatch(flags -> flags.contains("hypervisor")));
  }

  /** The first that Linux's {@code /proc/cpuinfo} names; null if there is none. */
  static @Nullable String microcode(Path cpuInfo) {
    try (Stream<String> lines = Files.lines(cpuInfo)) {
      return lines
          .filter(line -> line.startsWith("microcode"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(null);
    } catch (IOException | UncheckedIOException e) {
      return null;
    }
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
