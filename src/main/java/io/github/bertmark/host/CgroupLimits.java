package io.github.bertmark.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a Linux control group allows this process; nothing is set where there are no control groups.
 *
 * @param cpus quota of processor time, in processors; null if unlimited
 * @param memoryBytes limit on memory; null if unlimited
 */
record CgroupLimits(@Nullable Double cpus, @Nullable Long memoryBytes) {
  /** Version 1 writes "no limit" as the largest multiple of the page size that a long holds. */
  private static final long UNLIMITED_BYTES = 1L << 60;

  /**
   * Reads the limits, of version 2 or 1. A limit of any group above applies too, so the smallest
   * counts.
   *
   * @param membership {@code /proc/self/cgroup}
   * @param mount {@code /sys/fs/cgroup}
   */
  static CgroupLimits read(Path membership, Path mount) {
    List<Path> cpuGroups = groups(membership, mount, "cpu");
    List<Path> memoryGroups = groups(membership, mount, "memory");
    Optional<Double> cpus =
        cpuGroups.stream().flatMap(group -> cpus(group).stream()).min(Double::compare);
    Optional<Long> memory =
        memoryGroups.stream()
            .flatMap(group -> memoryBytes(group).stream())
            .filter(bytes -> bytes < UNLIMITED_BYTES)
            .min(Long::compare);
    return new CgroupLimits(cpus.orElse(null), memory.orElse(null));
  }

  /** The folders of the process's group and of all above it, where they can be seen. */
  private static List<Path> groups(Path membership, Path mount, String controller) {
    // Each line is hierarchy:controllers:path; version 2 has hierarchy 0 and no controllers.
    return lines(membership).stream()
        .map(line -> line.split(":", 3))
        .filter(fields -> fields.length == 3)
        .flatMap(
            fields -> {
              if (fields[1].isEmpty()) {
                return Stream.of(mount, mount.resolve("unified"))
                    .flatMap(root -> upwards(root, fields[2]));
              }
              List<String> controllers = List.of(fields[1].split(",", -1));
              return controllers.contains(controller)
                  ? Stream.of(mount.resolve(fields[1]), mount.resolve(controller))
                      .flatMap(root -> upwards(root, fields[2]))
                  : Stream.empty();
            })
        .toList();
  }

  private static Stream<Path> upwards(Path root, String group) {
    Path leaf = root.resolve(group.replaceFirst("^/+", "")).normalize();
    return leaf.startsWith(root)
        ? Stream.iterate(leaf, path -> path.startsWith(root), Path::getParent)
        : Stream.of(root);
  }

  private static Optional<Double> cpus(Path group) {
    Optional<String> quotaAndPeriod = firstLine(group.resolve("cpu.max"));
    if (quotaAndPeriod.isEmpty()) {
      quotaAndPeriod =
          firstLine(group.resolve("cpu.cfs_quota_us"))
              .flatMap(
                  quota ->
                      firstLine(group.resolve("cpu.cfs_period_us"))
                          .map(period -> quota + " " + period));
    }
    return quotaAndPeriod
        .filter(text -> text.matches("\\d+ [1-9]\\d*"))
        .map(text -> text.split(" ", -1))
        .map(fields -> Double.parseDouble(fields[0]) / Double.parseDouble(fields[1]));
  }

  private static Optional<Long> memoryBytes(Path group) {
    return Stream.of("memory.max", "memory.limit_in_bytes")
        .flatMap(name -> firstLine(group.resolve(name)).stream())
        .filter(text -> text.matches("\\d{1,19}"))
        .map(Long::parseLong)
        .findFirst();
  }

  private static Optional<String> firstLine(Path file) {
    return lines(file).stream().findFirst().map(String::strip);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      // Not there on this system or not for us to see: no limit that we know of.
      return List.of();
    }
  }
}
