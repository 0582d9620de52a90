package io.github.bertmark.cli.output;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where everything of a run lies, told on the terminal. */
public final class RunListing {
  /** By patterns of their names. */
  private static final Map<String, String> FILES = new LinkedHashMap<>();

  static {
    FILES.put("report.html", "the page to look at: open it in a browser");
    FILES.put("summary.md", "the result in words and tables");
    FILES.put("comparison.md", "the comparison with the baseline");
    FILES.put("comparison.json", "the same, for programs");
    FILES.put("tradeoff.svg", "the picture");
    FILES.put("tradeoff-dark.svg", "the same for dark pages");
    FILES.put("tradeoff.png", "the picture, as pixels");
    FILES.put("run.json", "the document: everything measured, and where");
    FILES.put("accuracy", "accuracy by variant");
    FILES.put("predictions", "every prediction with its score");
    FILES.put("jmh.json", "JMH's own output, untouched");
    FILES.put("jmh.log", "JMH's log");
    FILES.put("jmh-visualizer-*.json", "for https://jmh.morethan.io");
  }

  private RunListing() {}

  /** A line for each file that is there. */
  public static List<String> of(Path run) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("In " + run + ":");
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(run, file.getKey())) {
        found.forEach(
            path -> lines.add("  %-20s %s".formatted(path.getFileName(), file.getValue())));
      }
    }
    return lines;
  }
}
