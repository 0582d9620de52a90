package io.github.bertmark;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes text from elsewhere safe for a line of a terminal or of a CI system's log. */
public final class PlainText {
  private static final int LONGEST_QUOTE = 80;

  /** Ends of lines, controls of both ranges, marks that turn the direction, lone surrogates. */
  private static final Pattern UNSAFE =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\ufffe\\uffff]");

  private static final Pattern LINE_BREAK = Pattern.compile("\\R");

  private PlainText() {}

  /** One line that commands neither the terminal nor the CI system that shows it. */
  public static String line(String text) {
    String[] lines = LINE_BREAK.split(text, -1);
    String joined =
        lines.length == 1
            ? text
            : Stream.of(lines)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    String line = UNSAFE.matcher(joined).replaceAll("\uFFFD");
    // Runners obey "##[" wherever it is, "::" where a line begins.
    String tame = line.replace("##[", "## [");
    return tame.stripLeading().startsWith("::") ? "." + tame : tame;
  }

  /** A value for a message: between quotes, and no longer than a reader needs to find it. */
  public static String quoted(String value) {
    return '"' + cut(value) + '"';
  }

  static String cut(String value) {
    return value.length() <= LONGEST_QUOTE ? value : value.substring(0, LONGEST_QUOTE - 3) + "...";
  }
}
