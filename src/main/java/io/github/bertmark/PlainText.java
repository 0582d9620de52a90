package io.github.bertmark;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes text from elsewhere safe for a line of a terminal or of a CI system's log. */
public final class PlainText {
  private static final int LONGEST_QUOTE = 80;
  private static final int LONGEST_REFUSAL = 400;
  private static final Pattern LONG_WORD = Pattern.compile("(\\S{77})\\S{4,}");

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

  /** As much of a value as a message quotes. */
  public static String cut(@Nullable String value) {
    return value == null || value.length() <= LONGEST_QUOTE
        ? String.valueOf(value)
        : value.substring(0, LONGEST_QUOTE - 3) + "...";
  }

  /** What a check of our own objects to, however long the value is that it names. */
  public static String refusal(Throwable refusal) {
    String message = String.valueOf(refusal.getMessage());
    String brief = LONG_WORD.matcher(message).replaceAll("$1...");
    return brief.length() <= LONGEST_REFUSAL ? brief : brief.substring(0, LONGEST_REFUSAL) + "...";
  }
}
