package io.github.bertmark.evaluate;

import io.github.bertmark.AtomicFiles;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** The file that keeps every prediction beside a run: {@code predictions/<variant>.csv}. */
final class Predictions {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT
          .builder()
          .setHeader("index", "expected", "predicted", "score")
          .setRecordSeparator('\n')
          .get();

  private Predictions() {}

  static Path file(Path run, String variant) {
    return run.resolve("predictions").resolve(variant + ".csv");
  }

  static void write(Path file, List<Prediction> predictions) throws IOException {
    AtomicFiles.write(
        file,
        out -> {
          CSVPrinter csv = FORMAT.print(new OutputStreamWriter(out, StandardCharsets.UTF_8));
          for (Prediction prediction : predictions) {
            csv.printRecord(
                prediction.index(),
                prediction.expected(),
                prediction.predicted(),
                prediction.score());
          }
          csv.flush();
        });
  }
}
