package io.github.bertmark.ab;

import io.github.bertmark.comparison.NoiseFloor;
import io.github.bertmark.comparison.Policy;
import io.github.bertmark.machine.Environment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of a machine's noise; {@code noise.json}. The gate reads its {@code floor}.
 *
 * @param schemaVersion of this document, {@value NoiseFloor#SCHEMA_VERSION}
 * @param createdAt when the last variant was measured
 * @param bertmarkVersion version of this project that measured it
 * @param floor what thresholds are raised to
 * @param policy whose false alarms were counted
 * @param variants by id
 */
public record NoiseDocument(
    int schemaVersion,
    Instant createdAt,
    String bertmarkVersion,
    NoiseFloor floor,
    Policy policy,
    List<VariantNoise> variants) {
  public NoiseDocument {
    if (schemaVersion != NoiseFloor.SCHEMA_VERSION) {
      throw new IllegalArgumentException("schemaVersion must be " + NoiseFloor.SCHEMA_VERSION);
    }
    variants = List.copyOf(variants);
  }

  /**
   * The document of some variants.
   *
   * @param forksPerSide of the comparisons that the floors were measured by
   */
  public static NoiseDocument of(
      Instant createdAt,
      String bertmarkVersion,
      Environment environment,
      int forksPerSide,
      Policy policy,
      List<VariantNoise> variants) {
    Map<String, Double> floors = new TreeMap<>();
    variants.forEach(noise -> floors.put(noise.variant(), noise.floor()));
    return new NoiseDocument(
        NoiseFloor.SCHEMA_VERSION,
        createdAt,
        bertmarkVersion,
        new NoiseFloor(environment, forksPerSide, floors),
        policy,
        variants);
  }
}
