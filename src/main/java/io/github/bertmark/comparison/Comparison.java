package io.github.bertmark.comparison;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.bertmark.metric.Metric;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The comparison of a candidate run with a base run under a policy; {@code comparison.json}.
 *
 * @param schema {@value #SCHEMA}, whose text is docs/comparison.schema.json; null in older
 *     documents
 * @param schemaVersion of this document, {@value #SCHEMA_VERSION}
 * @param noise the machine's noise floor that thresholds were raised to; null if none was known
 * @param ruler id of the variant that latencies were set in proportion to; null if none was
 * @param differences what the runs do not have in common
 * @param findings by variant, then metric
 * @param verdicts one for each variant
 * @param exitCode of the outcome under the policy: 0, 3 or 4
 * @param notes what else a reader has to know, in sentences
 */
public record Comparison(
    @JsonProperty("$schema") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String schema,
    int schemaVersion,
    RunReference base,
    RunReference candidate,
    Policy policy,
    @Nullable NoiseFloor noise,
    @Nullable String ruler,
    List<Difference> differences,
    List<Finding> findings,
    List<VariantVerdict> verdicts,
    Outcome outcome,
    int exitCode,
    List<String> notes) {
  /** The version that this code writes. */
  public static final int SCHEMA_VERSION = 1;

  /** A name, not a place: the schema comes with the release. */
  public static final String SCHEMA = "urn:bertmark:comparison:" + SCHEMA_VERSION;

  public Comparison {
    differences = List.copyOf(differences);
    findings = List.copyOf(findings);
    verdicts = List.copyOf(verdicts);
    notes = List.copyOf(notes);
    boolean regressed = findings.stream().anyMatch(f -> f.verdict() == Verdict.REGRESSED);
    if (regressed != (outcome == Outcome.REGRESSION)) {
      throw new IllegalArgumentException("outcome " + outcome + " is not what its findings say");
    }
    boolean fits =
        switch (outcome) {
          case REGRESSION -> exitCode == 3;
          case NOT_COMPARABLE -> exitCode == 4;
          case INCONCLUSIVE -> exitCode == 0 || exitCode == 4;
          case PASS -> exitCode == 0;
        };
    if (!fits) {
      throw new IllegalArgumentException("exitCode " + exitCode + " is none of " + outcome);
    }
  }

  /** The finding on one metric of one variant, if there is one. */
  public Optional<Finding> finding(String variant, Metric metric) {
    return findings.stream()
        .filter(finding -> finding.variant().equals(variant) && finding.metric() == metric)
        .findFirst();
  }
}
