package io.github.bertmark.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help;

/** The list of commands in the help, in groups: where to begin, and what few need. */
final class CommandGroups {
  private static final Map<String, List<String>> GROUPS = new LinkedHashMap<>();

  static {
    GROUPS.put("Start here", List.of("run", "report", "compare", "ab", "noise"));
    GROUPS.put(
        "The steps of a run, one by one",
        List.of("variants", "prepare", "inspect", "benchmark", "evaluate", "merge"));
    GROUPS.put("Maintaining", List.of("study", "train", "calibrate", "sensitivity", "card"));
  }

  private CommandGroups() {}

  /** The section of the help; what no group names comes last. */
  static String render(Help help) {
    Map<String, Help> left = new LinkedHashMap<>(help.subcommands());
    StringBuilder text = new StringBuilder();
    GROUPS.forEach(
        (heading, names) -> {
          Map<String, Help> own = new LinkedHashMap<>();
          for (String name : names) {
            Help command = left.remove(name);
            if (command != null) {
              own.put(name, command);
            }
          }
          text.append(section(help, heading, own));
        });
    return text.append(section(help, "Others", left)).toString();
  }

  private static String section(Help help, String heading, Map<String, Help> commands) {
    return commands.isEmpty() ? "" : "%n%s:%n".formatted(heading) + help.commandList(commands);
  }
}
