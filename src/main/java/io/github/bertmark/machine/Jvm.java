package io.github.bertmark.machine;

import java.util.List;

/**
 * The Java virtual machine that the forks ran in.
 *
 * @param name of the virtual machine
 * @param version of the virtual machine
 * @param jdkVersion of the JDK
 * @param arguments flags that JMH started the forks with
 */
public record Jvm(String name, String version, String jdkVersion, List<String> arguments) {
  public Jvm {
    arguments = List.copyOf(arguments);
  }
}
