package io.github.bertmark.dataset;

import io.github.bertmark.InputException;
import io.github.bertmark.PlainText;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The labelled texts of CSV, whatever its delimiter: RFC 4180, blank lines left out. */
final class CsvRows {
  private static final List<Character> DELIMITERS = List.of(',', '\t', ';', '|');

  /** Rows by which the delimiter of a file without a header is found. */
  private static final int LOOKED_AT = 20;

  private static final Pattern LINE = Pattern.compile("line:? ([0-9]+)");
  private static final Pattern LINE_BREAK = Pattern.compile("\r\n|\r|\n");

  private final String text;
  private final Object source;
  private final FileLayout layout;

  private CsvRows(String text, Object source, FileLayout layout) {
    this.text = text;
    this.source = source;
    this.layout = layout;
  }

  /**
   * Reads all of them.
   *
   * @param source names the file in errors
   */
  static List<LabelledRow> read(String text, Object source, FileLayout layout) {
    CsvRows rows = new CsvRows(text, source, layout);
    Character named = layout.delimiter();
    return rows.read(named == null ? rows.delimiter() : named);
  }

  private List<LabelledRow> read(char delimiter) {
    List<LabelledRow> rows = new ArrayList<>();
    try (CSVParser parser = parser(delimiter)) {
      Iterator<CSVRecord> records = parser.iterator();
      CSVRecord first = next(parser, records);
      Columns columns = Columns.of(first.toList(), layout, source);
      if (!columns.header()) {
        rows.add(row(first, columns, first.size(), parser));
      }
      while (hasNext(parser, records)) {
        rows.add(row(next(parser, records), columns, first.size(), parser));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  private LabelledRow row(CSVRecord row, Columns columns, int width, CSVParser parser) {
    long line = parser.getCurrentLineNumber() - row.stream().mapToInt(CsvRows::lineBreaks).sum();
    if (row.size() > width) {
      throw LabelledRow.fault(
          source,
          line,
          "has " + row.size() + " fields, the first row " + width,
          "put a field that holds the delimiter between quotation marks");
    }
    LabelledRow read =
        LabelledRow.of(
            source,
            line,
            field(row, columns.text()),
            field(row, columns.label()),
            field(row, columns.domain()));
    if (row.size() < width) {
      throw LabelledRow.fault(
          source,
          line,
          "has " + row.size() + " fields, the first row " + width,
          "add what is missing");
    }
    return read;
  }

  private static String field(CSVRecord row, int column) {
    return column >= 0 && column < row.size() ? row.get(column) : "";
  }

  private static int lineBreaks(String field) {
    return field.indexOf('\n') < 0 && field.indexOf('\r') < 0
        ? 0
        : (int) LINE_BREAK.matcher(field).results().count();
  }

  /**
   * The one by which the first row names the columns; without names, the one that all rows have.
   */
  private char delimiter() {
    List<Character> fitting = DELIMITERS.stream().filter(this::fits).toList();
    if (fitting.size() == 1) {
      return fitting.get(0);
    }
    if (fitting.isEmpty()) {
      // The fault of the delimiter that makes most of the first row.
      char likely = ',';
      for (char delimiter : DELIMITERS) {
        likely = width(delimiter) > width(likely) ? delimiter : likely;
      }
      return likely;
    }
    throw new InputException(
        source, "several delimiters are possible", "name one by --delimiter, such as tab");
  }

  private boolean fits(char delimiter) {
    List<CSVRecord> records = first(delimiter);
    try {
      Columns columns =
          Columns.of(records.isEmpty() ? List.of() : records.get(0).toList(), layout, source);
      int width = records.get(0).size();
      return columns.header()
          || width > 1 && records.stream().allMatch(record -> record.size() == width);
    } catch (InputException e) {
      return false;
    }
  }

  private int width(char delimiter) {
    return first(delimiter).stream().limit(1).mapToInt(CSVRecord::size).sum();
  }

  /** The first rows, as far as they are CSV with that delimiter. */
  private List<CSVRecord> first(char delimiter) {
    List<CSVRecord> records = new ArrayList<>();
    try (CSVParser parser = parser(delimiter)) {
      parser.stream().limit(LOOKED_AT).forEach(records::add);
    } catch (UncheckedIOException | IOException e) {
      return records;
    }
    return records;
  }

  private CSVParser parser(char delimiter) throws IOException {
    return CSVParser.builder()
        .setReader(new StringReader(text))
        .setFormat(
            CSVFormat.RFC4180.builder().setDelimiter(delimiter).setIgnoreEmptyLines(true).get())
        .get();
  }

  private boolean hasNext(CSVParser parser, Iterator<CSVRecord> records) {
    try {
      return records.hasNext();
    } catch (UncheckedIOException e) {
      throw fault(parser, e);
    }
  }

  private CSVRecord next(CSVParser parser, Iterator<CSVRecord> records) {
    if (!hasNext(parser, records)) {
      throw new InputException(source, "holds no texts", "give a file of labelled texts");
    }
    return records.next();
  }

  private InputException fault(CSVParser parser, UncheckedIOException e) {
    String message = Stream.of(e.getMessage()).map(String::valueOf).findAny().orElse("");
    Matcher line = LINE.matcher(message);
    return LabelledRow.fault(
        source,
        line.find() ? Long.parseLong(line.group(1)) : parser.getCurrentLineNumber(),
        message.contains("EOF")
            ? "a quotation mark is not closed"
            : "text follows the quotation mark that ends a field",
        "write a quotation mark within a quoted field twice: " + PlainText.quoted("\"\""));
  }
}
