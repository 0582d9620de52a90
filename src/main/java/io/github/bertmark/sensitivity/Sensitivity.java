package io.github.bertmark.sensitivity;

import io.github.bertmark.Json;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.model.NumericForm;
import io.github.bertmark.model.WeightForm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a sensitivity analysis found, kept as {@code sensitivity.json} in the variant's folder.
 *
 * @param variant id of the variant
 * @param parent id of the float32 variant that it is compared with
 * @param form before any layer is protected
 * @param protection the form that protects a layer
 * @param queries that were asked
 * @param onnxRuntimeVersion version of ONNX Runtime
 * @param unprotected the distance of that form from the parent
 * @param groups the distance with one group of linear layers protected, the closest first
 * @param steps the groups protected one after the other in that order, until little is gained
 */
public record Sensitivity(
    String variant,
    String parent,
    NumericForm form,
    WeightForm protection,
    Queries queries,
    String onnxRuntimeVersion,
    Distance unprotected,
    List<Protected> groups,
    List<Protected> steps) {
  /** Of the divergence that is left. */
  private static final double OUTLIER = 2 / 3.0;

  private static final String FILE = "sensitivity.json";

  public Sensitivity {
    groups = List.copyOf(groups);
    steps = List.copyOf(steps);
  }

  /**
   * The form with its outliers protected. Protection costs latency, so it is for outliers only: a
   * group that makes for two thirds or more of the divergence that is left.
   */
  public NumericForm choice() {
    NumericForm choice = form;
    double left = unprotected.divergenceNats();
    for (Protected step : steps) {
      double after = step.distance().divergenceNats();
      if (left - after < OUTLIER * left) {
        break;
      }
      choice = choice.with(step.group(), protection);
      left = after;
    }
    return choice;
  }

  /**
   * The queries of an analysis: a random part of the validation split.
   *
   * @param sha256 digest of the data set
   */
  public record Queries(String dataset, String sha256, int count, long seed) {}

  /**
   * What protecting a group does.
   *
   * @param group such as {@code layer.2.output}
   * @param sizeBytes of the model file
   * @param distance from the parent; of a step, with the groups of all steps before
   */
  public record Protected(String group, long sizeBytes, Distance distance) {}

  /** Where a variant's analysis is kept. */
  public static Path file(ModelVariant variant) {
    return variant.folder().resolve(FILE);
  }

  /** Reads what {@link #write} wrote. */
  public static Sensitivity read(ModelVariant variant) throws IOException {
    return Json.read(
        file(variant), Sensitivity.class, "make it with `sensitivity`, or restore it from git");
  }

  /** Writes this analysis into the folder of its variant. */
  public void write(ModelVariant analysed) throws IOException {
    Json.write(file(analysed), this);
  }
}
