package io.github.bertmark.merge;

import io.github.bertmark.InputException;
import io.github.bertmark.evaluate.Evaluation;
import io.github.bertmark.raw.ForkRecord;
import io.github.bertmark.raw.GraphRecord;
import io.github.bertmark.run.GraphReport;
import io.github.bertmark.run.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/** The looks at the graphs of a run's variants. */
final class Graphs {
  private static final String WAY_OUT = "inspect the variant into this run again";

  private Graphs() {}

  /**
   * What was seen of the model that was evaluated.
   *
   * @param settings of the variant's forks
   * @return null if nobody looked
   * @throws InputException if it is malformed, or of another model, version or number of threads
   */
  static @Nullable GraphReport of(RunFiles folder, Evaluation evaluation, ForkRecord settings)
      throws IOException {
    String variant = evaluation.variant();
    if (!Files.exists(folder.graph(variant))) {
      return null;
    }
    GraphRecord graph = GraphRecord.read(folder, variant);
    if (!graph.variant().equals(variant) || !graph.modelSha256().equals(evaluation.modelSha256())) {
      throw fault(folder, variant, "is of another model than the accuracy of " + variant);
    }
    if (!graph.onnxRuntimeVersion().equals(settings.onnxRuntimeVersion())
        || graph.intraOpThreads() != settings.intraOpThreads()
        || !graph.query().equals(settings.query())) {
      throw fault(
          folder, variant, "is of another query, version of ONNX Runtime or number of threads");
    }
    return graph.graph();
  }

  private static InputException fault(RunFiles folder, String variant, String cause) {
    return new InputException(folder.graph(variant), cause, WAY_OUT);
  }
}
