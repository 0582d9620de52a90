package io.github.bertmark.run;

import io.github.bertmark.evaluate.Evaluation;
import java.nio.file.Path;

/**
 * The folder of one run: where each of its files lies.
 *
 * @param path the folder itself
 */
public record RunFiles(Path path) {
  /** JMH's own JSON, never touched. */
  public Path jmh() {
    return path.resolve("jmh.json");
  }

  /** The folder of the {@link ForkRecord}s. */
  public Path forks() {
    return path.resolve("forks");
  }

  /** The {@link Evaluation} of a variant. */
  public Path accuracy(String variant) {
    return Evaluation.file(path, variant);
  }

  /** Every prediction of a variant: columns index, expected, predicted and score. */
  public Path predictions(String variant) {
    return path.resolve(predictionsName(variant));
  }

  /** The predictions file as the run document names it, relative to the folder. */
  public static String predictionsName(String variant) {
    return "predictions/" + variant + ".csv";
  }

  /** The {@code GraphRecord} of a variant. */
  public Path graph(String variant) {
    return path.resolve("graph").resolve(variant + ".json");
  }

  /** JMH's JSON of a scenario of the machine alone, such as its limits; never touched. */
  public Path jmh(String scenario) {
    return path.resolve("jmh-" + scenario + ".json");
  }

  /** The folder of what a scenario's own processes, one for each file, told. */
  public Path records(String scenario) {
    return path.resolve(scenario);
  }

  /** Texts of the data set, which those processes ask: an array in JSON. */
  public Path texts() {
    return path.resolve("texts.json");
  }

  /** The {@code Provenance}, written when the run starts. */
  public Path provenance() {
    return path.resolve("provenance.json");
  }

  /** The {@link RunDocument}. */
  public Path run() {
    return path.resolve("run.json");
  }
}
