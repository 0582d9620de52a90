package io.github.bertmark.machine;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The machine that a run was measured on, and what of it the run was given.
 *
 * @param cpuModel as the processor names itself
 * @param microarchitecture of the processor, {@code unknown} if not known
 * @param architecture instruction set as Java names it, such as {@code amd64}
 * @param cpuFeatures those extensions that matrix kernels choose their code by, sorted
 * @param availableProcessors what the JVM may use: affinity and cgroup quota regarded
 * @param cgroupCpus the quota of processor time, in processors; null if there is none
 * @param memoryBytes of the machine
 * @param cgroupMemoryBytes the limit on memory; null if there is none
 * @param operatingSystem name and version
 * @param processor what tells it from others of its name; null in documents of former versions
 * @param kernel build of the operating system's kernel
 */
public record Environment(
    String cpuModel,
    String microarchitecture,
    String architecture,
    List<String> cpuFeatures,
    int physicalCores,
    int logicalCores,
    int availableProcessors,
    @Nullable Double cgroupCpus,
    long memoryBytes,
    @Nullable Long cgroupMemoryBytes,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Processor processor,
    String operatingSystem,
    String kernel) {

  public Environment {
    cpuFeatures = List.copyOf(cpuFeatures);
  }
}
