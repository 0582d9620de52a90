package io.github.bertmark.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import picocli.CommandLine;

/** One command that was run in this JVM: its exit code and what it printed. */
public record Invocation(int exitCode, String out, String err) {
  public static Invocation of(String... arguments) {
    return with(Map.of(), arguments);
  }

  static Invocation with(Map<String, String> environment, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    CommandLine bertmark =
        Main.commandLine(environment, false)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    return new Invocation(Main.execute(bertmark, arguments), out.toString(), err.toString());
  }
}
