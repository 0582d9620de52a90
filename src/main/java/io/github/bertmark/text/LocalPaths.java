package io.github.bertmark.text;

import java.util.regex.Pattern;

/**
 * Paths of this machine in what others will read: of each the last name is left, since where it
 * lies tells them nothing, and maybe too much.
 */
public final class LocalPaths {
  private static final String ELSEWHERE = "…/";

  /** Absolute ones, but not addresses, closing tags, nor what a slash parts. */
  private static final Pattern PATH =
      Pattern.compile("(?<![\\w./~<…)`'-])(?:~|[A-Za-z]:)?(?:[/\\\\][^/\\\\\\s'\"`<>|:;,]+)+");

  private static final Pattern QUOTED =
      Pattern.compile("'([^'=]*=)?(?:[A-Za-z]:)?[/\\\\][^']*[/\\\\]");
  private static final Pattern TO_THE_LAST =
      Pattern.compile("(?<=^|=)(?:[A-Za-z]:)?[/\\\\].*[/\\\\]");

  private LocalPaths() {}

  /** A text or a command. */
  public static String hidden(String text) {
    String unquoted = QUOTED.matcher(text).replaceAll("'$1" + ELSEWHERE);
    return PATH.matcher(unquoted)
        .replaceAll(found -> ELSEWHERE + found.group().replaceFirst(".*[/\\\\]", ""));
  }

  /** An argument of a command, which may be a path with anything in it. */
  public static String hiddenIn(String argument) {
    return hidden(TO_THE_LAST.matcher(argument).replaceFirst(ELSEWHERE));
  }
}
