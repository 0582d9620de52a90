package io.github.bertmark.ab;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.bertmark.comparison.NoiseFloor;
import io.github.bertmark.comparison.Policy;
import io.github.bertmark.machine.Environment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a machine's noise; {@code noise.json}. The gate reads its {@code floor}.
 *
 * @param schemaVersion of this document, {@value NoiseFloor#SCHEMA_VERSION}
 * @param createdAt when the last variant was measured
 * @param bertmarkVersion version of this project that measured it
 * @param floor what thresholds are raised to
 * @param policy whose false alarms were counted
 * @param variants by id
 * @param pairs the same of forks whose calls took turns; null if none ran
 */
public record NoiseDocument(
    int schemaVersion,
    Instant createdAt,
    String bertmarkVersion,
    NoiseFloor floor,
    Policy policy,
    List<VariantNoise> variants,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<PairNoise> pairs) {
  public NoiseDocument {
    if (schemaVersion != NoiseFloor.SCHEMA_VERSION) {
      throw new IllegalArgumentException("schemaVersion must be " + NoiseFloor.SCHEMA_VERSION);
    }
    variants = List.copyOf(variants);
    pairs = pairs == null ? null : List.copyOf(pairs);
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
      List<VariantNoise> variants,
      List<PairNoise> pairs) {
    Map<String, Double> floors = new TreeMap<>();
    variants.forEach(noise -> floors.put(noise.variant(), noise.floor()));
    Map<String, Double> ofPairs = new TreeMap<>();
    pairs.forEach(noise -> ofPairs.put(noise.variant(), noise.floor()));
    return new NoiseDocument(
        NoiseFloor.SCHEMA_VERSION,
        createdAt,
        bertmarkVersion,
        new NoiseFloor(environment, forksPerSide, floors, ofPairs.isEmpty() ? null : ofPairs),
        policy,
        variants,
        pairs.isEmpty() ? null : pairs);
  }
}
