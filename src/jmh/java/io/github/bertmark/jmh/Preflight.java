package io.github.bertmark.jmh;

import io.github.bertmark.InputException;
import io.github.bertmark.jmh.fork.ForkSettings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Optional;

/** A look at what the forks will be told, before the first of them is started. */
final class Preflight {
  private static final String VARIANT = "variant";

  private Preflight() {}

  /**
   * Fails if no fork could do its work.
   *
   * @throws InputException if a variant that is to be timed is not there, or a setting is no such
   */
  static void check(CommandLineOptions options) {
    if (options.shouldHelp()
        || options.shouldList()
        || options.shouldListWithParams()
        || options.shouldListProfilers()
        || options.shouldListResultFormats()) {
      return;
    }
    Map<String, String> properties = new HashMap<>();
    for (Optional<Collection<String>> arguments :
        List.of(options.getJvmArgs(), options.getJvmArgsPrepend(), options.getJvmArgsAppend())) {
      arguments.orElse(List.of()).forEach(argument -> put(argument, properties));
    }
    ForkSettings settings =
        ForkSettings.from(name -> properties.getOrDefault(name, System.getProperty(name)));
    for (String variant : variants(options)) {
      settings.models().variant(variant);
    }
  }

  private static void put(String argument, Map<String, String> properties) {
    String[] parts = argument.split("=", 2);
    if (argument.startsWith("-D") && parts.length == 2) {
      properties.put(parts[0].substring(2), parts[1]);
    }
  }

  /** Those of the benchmarks that were asked for, which may be of the machine alone. */
  private static Collection<String> variants(CommandLineOptions options) {
    OutputFormat silent =
        OutputFormatFactory.createFormatInstance(
            new PrintStream(new ByteArrayOutputStream()), VerboseMode.SILENT);
    TreeSet<String> variants = new TreeSet<>();
    for (BenchmarkListEntry benchmark :
        BenchmarkList.defaultList().find(silent, options.getIncludes(), options.getExcludes())) {
      String[] defaults =
          benchmark.getParams().orElse(Map.of()).getOrDefault(VARIANT, new String[0]);
      if (defaults.length > 0) {
        variants.addAll(options.getParameter(VARIANT).orElse(List.of(defaults)));
      }
    }
    return variants;
  }
}
