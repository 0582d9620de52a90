package io.github.bertmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The command that starts a JVM like this one: the same Java, class path and native access. */
public final class ChildJvm {
  private ChildJvm() {}

  /** With options of the JVM, then the main class and its arguments. */
  public static List<String> command(String... optionsAndMain) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Without it JDK 24 and later warn on the error stream, which some tests want empty.
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.addAll(Arrays.asList(optionsAndMain));
    return command;
  }
}
