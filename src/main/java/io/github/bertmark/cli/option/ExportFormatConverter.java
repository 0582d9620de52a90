package io.github.bertmark.cli.option;

import io.github.bertmark.report.format.ExportFormat;
import java.util.Arrays;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The names of formats on the command line. */
public final class ExportFormatConverter implements ITypeConverter<ExportFormat>, Iterable<String> {
  @Override
  public ExportFormat convert(String id) {
    return Arrays.stream(ExportFormat.values())
        .filter(format -> format.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "no format " + id + "; there are: " + String.join(", ", this)));
  }

  @Override
  public Iterator<String> iterator() {
    return Arrays.stream(ExportFormat.values()).map(ExportFormat::id).iterator();
  }
}
