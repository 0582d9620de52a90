package io.github.bertmark.cli.option;

import io.github.bertmark.model.SessionOverrides;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One setting of a study.
 *
 * @param text as it was given
 * @param session settings of the sessions
 * @param launcher a command that starts JMH with an environment of its own, such as {@code setarch
 *     -R} or {@code env NAME=VALUE}; mostly empty
 */
public record StudySetting(String text, SessionOverrides session, List<String> launcher) {
  private static final String LAUNCHER = "launcher=";

  public StudySetting {
    launcher = List.copyOf(launcher);
  }

  /** Reads {@code threads=2,spinning=false,launcher=setarch -R}. */
  public static StudySetting parse(String text) {
    List<String> launcher = new ArrayList<>();
    String session =
        Arrays.stream(text.split(","))
            .filter(
                part -> {
                  boolean starts = part.startsWith(LAUNCHER);
                  if (starts) {
                    launcher.addAll(List.of(part.substring(LAUNCHER.length()).split(" ")));
                  }
                  return !starts;
                })
            .collect(Collectors.joining(","));
    return new StudySetting(text, SessionOption.parse("--setting", session), launcher);
  }
}
