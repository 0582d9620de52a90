package io.github.bertmark.model;

import io.github.bertmark.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A constant that a variant's classifier adds to the logit of one label, and how it was chosen:
 * {@code calibration.json} beside the adapter. All variants of the adapter have it.
 *
 * @param label that is seen less in training than in use: the one that is out of scope
 * @param bias the constant, a multiple of {@code step} from 0 up
 * @param step between the constants that were tried
 * @param tolerancePoints the rule: the largest constant for which the accuracy in scope falls by at
 *     most so many points on the validation split
 * @param datasetName what it was chosen on
 * @param datasetSha256 its digest
 * @param validation the constants that were tried, from 0 to the first beyond the rule's
 * @param test the test split as fine-tuned and with the constant, which was chosen before
 */
public record Calibration(
    String label,
    double bias,
    double step,
    double tolerancePoints,
    String datasetName,
    String datasetSha256,
    List<Point> validation,
    List<Point> test) {
  static final String FILE_NAME = "calibration.json";

  /**
   * How often a variant is right with a constant; fractions are between 0 and 1.
   *
   * @param outOfScopeRecall the fraction of the queries out of scope that are found
   */
  public record Point(
      double bias, double accuracy, double inScopeAccuracy, double outOfScopeRecall) {}

  public Calibration {
    Checks.that(!label.isBlank(), "label must not be blank");
    Checks.that(
        bias >= 0 && Double.isFinite(bias) && bias == (float) bias,
        "bias must be a number from 0 up in single precision");
    validation = List.copyOf(validation);
    test = List.copyOf(test);
  }

  /** That of the variants with the adapter in a folder; null if their logits stay as they are. */
  public static @Nullable Calibration of(Path adapterFolder) throws IOException {
    Path file = file(adapterFolder);
    return Files.exists(file)
        ? Json.read(file, Calibration.class, "restore it from git, or make it with `calibrate`")
        : null;
  }

  /** The same of a variant; null for a ready-made one. */
  public static @Nullable Calibration of(ModelVariant variant) throws IOException {
    Path adapterFolder = variant.adapterFolder();
    return adapterFolder == null ? null : of(adapterFolder);
  }

  /** Where it lies. */
  public static Path file(Path adapterFolder) {
    return adapterFolder.resolve(FILE_NAME);
  }

  /** Writes it beside an adapter. */
  public void write(Path adapterFolder) throws IOException {
    Json.write(file(adapterFolder), this);
  }

  /** The label and the constant, as {@code oos +3.5}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s +%s", label, bias);
  }
}
