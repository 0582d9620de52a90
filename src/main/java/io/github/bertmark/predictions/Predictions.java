package io.github.bertmark.predictions;

import io.github.bertmark.AtomicFiles;
import io.github.bertmark.InputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/** The file that keeps every prediction beside a run: {@code predictions/<variant>.csv}. */
public final class Predictions {
  private static final List<String> COLUMNS = List.of("index", "expected", "predicted", "score");

  private Predictions() {}

  public static Path file(Path run, String variant) {
    return run.resolve("predictions").resolve(variant + ".csv");
  }

  /**
   * Reads every prediction, in the order of the file.
   *
   * @throws InputException if the file is not such a file, or is cut off
   * @throws java.nio.file.NoSuchFileException if it is missing
   */
  public static List<Prediction> read(Path file) throws IOException {
    return read(file, Files.readAllBytes(file));
  }

  /**
   * The same of a file whose bytes were read.
   *
   * @param file names it where it is at fault
   * @throws InputException if they are not those of such a file, or are cut off
   */
  public static List<Prediction> read(Path file, byte[] bytes) throws IOException {
    Optional<List<Prediction>> plain = PlainRows.read(bytes, String.join(",", COLUMNS));
    List<Prediction> predictions = plain.isPresent() ? plain.get() : readCsv(file, bytes);
    Set<Integer> indexes = new HashSet<>();
    for (Prediction prediction : predictions) {
      if (!indexes.add(prediction.index())) {
        throw fault(file, "query " + prediction.index() + " is answered twice");
      }
    }
    return predictions;
  }

  /** Whatever is CSV, or at fault. */
  static List<Prediction> readCsv(Path file, byte[] bytes) throws IOException {
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    List<Prediction> predictions = new ArrayList<>();
    // The decoder, unlike the charset, takes no malformed bytes.
    try (Reader reader =
            new InputStreamReader(
                new ByteArrayInputStream(bytes), StandardCharsets.UTF_8.newDecoder());
        CSVParser rows = CSVParser.parse(reader, format)) {
      if (!rows.getHeaderNames().equals(COLUMNS)) {
        throw otherColumns(file);
      }
      for (CSVRecord row : rows) {
        predictions.add(prediction(file, row));
      }
    } catch (CharacterCodingException e) {
      throw fault(file, "is not text in UTF-8");
    } catch (IllegalArgumentException e) {
      // A name that is blank or there twice.
      throw otherColumns(file);
    } catch (UncheckedIOException | CSVException e) {
      // The first of a row, the second of the header.
      throw fault(file, "is not CSV: a quotation mark is not where one can be");
    }
    return List.copyOf(predictions);
  }

  public static void write(Path file, List<Prediction> predictions) throws IOException {
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setHeader(COLUMNS.toArray(new String[0]))
            .setRecordSeparator('\n')
            .get();
    AtomicFiles.write(
        file,
        out -> {
          CSVPrinter csv = format.print(new OutputStreamWriter(out, StandardCharsets.UTF_8));
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

  private static Prediction prediction(Path file, CSVRecord row) {
    if (!row.isConsistent()) {
      throw fault(file, "row " + row.getRecordNumber() + " is cut off");
    }
    try {
      int index = Integer.parseInt(row.get("index"));
      float score = Float.parseFloat(row.get("score"));
      if (index >= 0 && Prediction.isScore(score)) {
        return new Prediction(index, row.get("expected"), row.get("predicted"), score);
      }
    } catch (NumberFormatException e) {
      // Told as any other row of that kind.
    }
    throw fault(file, "row " + row.getRecordNumber() + " holds no index and score");
  }

  private static InputException otherColumns(Path file) {
    return fault(file, "its columns are not " + String.join(", ", COLUMNS));
  }

  private static InputException fault(Path file, String cause) {
    return new InputException(file, cause, "evaluate the variant again");
  }
}
