package io.github.bertmark.cli.output;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Names of folders that runs are kept in. */
public final class RunIds {
  private static final DateTimeFormatter ID =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private RunIds() {}

  /** The time in UTC, to the second. */
  public static String of(Instant start) {
    return ID.format(start);
  }
}
