package io.github.bertmark.classify;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.nio.file.Path;

/**
 * What ONNX Runtime is to write about a model that it runs; slows it down.
 *
 * @param optimizedModel gets the graph as it runs, its weights in a file beside it named {@code
 *     <name>.weights}
 * @param profile the start of the name of the file that gets the trace of all runs, complete when
 *     the classifier is closed
 */
public record Diagnosis(Path optimizedModel, Path profile) {
  private static final String WEIGHTS = "session.optimized_model_external_initializers_file_name";
  private static final String WEIGHTS_FROM =
      "session.optimized_model_external_initializers_min_size_in_bytes";

  void addTo(SessionOptions options) throws OrtException {
    options.setOptimizedModelFilePath(optimizedModel.toString());
    // The graph alone is small; in one file with hundreds of megabytes it would be awkward to read.
    options.addConfigEntry(WEIGHTS, optimizedModel.getFileName() + ".weights");
    options.addConfigEntry(WEIGHTS_FROM, "1024");
    options.enableProfiling(profile.toString());
  }
}
