package io.github.bertmark.results;

import io.github.bertmark.InputException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * How many predictions a file holds and how many of them are right, counted from the file itself.
 */
record PredictionCount(int queries, int correct) {
  private static final List<String> COLUMNS = List.of("index", "expected", "predicted", "score");

  static PredictionCount of(Path file) throws IOException {
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    int queries = 0;
    int correct = 0;
    try (Reader reader = Files.newBufferedReader(file);
        CSVParser rows = CSVParser.parse(reader, format)) {
      if (!rows.getHeaderNames().equals(COLUMNS)) {
        throw fault(file, "its columns are not " + String.join(", ", COLUMNS));
      }
      for (CSVRecord row : rows) {
        if (!row.isConsistent()) {
          throw fault(file, "row " + row.getRecordNumber() + " is cut off");
        }
        queries++;
        correct += row.get("expected").equals(row.get("predicted")) ? 1 : 0;
      }
    } catch (UncheckedIOException e) {
      throw fault(file, "is not CSV: " + e.getMessage());
    }
    return new PredictionCount(queries, correct);
  }

  private static InputException fault(Path file, String cause) {
    return new InputException(file, cause, "evaluate the variant again");
  }
}
