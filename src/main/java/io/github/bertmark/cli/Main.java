package io.github.bertmark.cli;

import io.github.bertmark.Progress;
import io.github.bertmark.cli.progress.BarProgress;
import io.github.bertmark.cli.progress.LineProgress;
import io.github.bertmark.dataset.CacheFolders;
import io.github.bertmark.launch.NativeLibrary;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code bertmark}, with a command below it for each stage. */
@Command(
    name = "bertmark",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    description = "Benchmarks text classifiers served from the JVM: latency, accuracy and size.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  bertmark run --quick                 a quick look at the reference models",
      "  bertmark run --help                  what a command takes"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:success",
      "1:an unexpected failure",
      "2:wrong usage, or an input that cannot be used",
      "3:a regression",
      "4:what could not be compared, or not be decided"
    },
    subcommands = {
      RunCommand.class,
      ReportCommand.class,
      CompareCommand.class,
      AbCommand.class,
      NoiseCommand.class,
      VariantsCommand.class,
      PrepareCommand.class,
      InspectCommand.class,
      BenchmarkCommand.class,
      EvaluateCommand.class,
      MergeCommand.class,
      StudyCommand.class,
      TrainCommand.class,
      CalibrateCommand.class,
      SensitivityCommand.class,
      CardCommand.class
    })
public final class Main implements Runnable {
  /** Exit code of a comparison that found a regression; 0, 1 and 2 are picocli's. */
  static final int REGRESSION = 3;

  private final Map<String, String> environment;
  private final boolean interactive;

  /** Whether the JVM is this program's own, so that its system properties are too. */
  private final boolean ownJvm;

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of a failure.")
  private boolean stacktrace;

  @Spec private CommandSpec spec;

  private Main(Map<String, String> environment, boolean interactive, boolean ownJvm) {
    this.environment = environment;
    this.interactive = interactive;
    this.ownJvm = ownJvm;
  }

  /** Runs one command and exits with its code. */
  @SuppressWarnings("SystemConsoleNull") // setUpLibraries has it null without a terminal.
  public static void main(String[] arguments) {
    // Digits and letters of messages and files are the same for everybody.
    Locale.setDefault(Locale.ROOT);
    setUpLibraries();
    boolean interactive = System.console() != null && System.getenv("CI") == null;
    CommandLine bertmark = commandLine(System.getenv(), interactive, true).setOut(output());
    System.exit(execute(bertmark, arguments));
  }

  /** In UTF-8 but on Windows, since a container without a locale would make the table ASCII. */
  private static PrintWriter output() {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    Charset charset = windows ? Charset.defaultCharset() : StandardCharsets.UTF_8;
    // Not System.out, which keeps its failures to itself.
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    return new PrintWriter(new OutputStreamWriter(out, charset), true);
  }

  static int execute(CommandLine bertmark, String... arguments) {
    // An empty option counts as not given: a build passes its unset properties so.
    String[] given =
        Arrays.stream(arguments)
            .filter(argument -> !argument.matches("--[a-z-]+="))
            .toArray(String[]::new);
    int exitCode = bertmark.execute(given);
    if (bertmark.getOut().checkError()) {
      bertmark
          .getErr()
          .println(
              "bertmark: standard output: cannot be written; check where it goes, and the space"
                  + " left there");
      bertmark.getErr().flush();
      return exitCode == ExitCode.OK ? ExitCode.USAGE : exitCode;
    }
    return exitCode;
  }

  /** As a part of another program: sets no system properties. */
  static CommandLine commandLine(Map<String, String> environment, boolean interactive) {
    return commandLine(environment, interactive, false);
  }

  private static CommandLine commandLine(
      Map<String, String> environment, boolean interactive, boolean ownJvm) {
    Main main = new Main(environment, interactive, ownJvm);
    FailureReport failures = new FailureReport(() -> main.stacktrace);
    CommandLine bertmark = new CommandLine(main);
    bertmark
        .getHelpSectionMap()
        .put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, CommandGroups::render);
    return bertmark.setParameterExceptionHandler(failures).setExecutionExceptionHandler(failures);
  }

  /** Without a command: the help. */
  @Override
  public void run() {
    spec.commandLine().usage(out());
  }

  /** Where results go. */
  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Where all else goes. */
  PrintWriter err() {
    return spec.commandLine().getErr();
  }

  Map<String, String> environment() {
    return environment;
  }

  /**
   * Unpacks ONNX Runtime's native code once for all, and has this JVM load it from there; to be
   * called before it is used.
   *
   * @return its folder; null if each JVM is to unpack its own
   */
  @Nullable Path nativeLibrary() {
    String given = System.getProperty(NativeLibrary.PROPERTY);
    if (given != null) {
      return Path.of(given).toAbsolutePath();
    }
    Path cache =
        CacheFolders.locate(
            environment, System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
    Path folder =
        NativeLibrary.install(cache, System.getProperty("os.name"), System.getProperty("os.arch"));
    if (folder != null && ownJvm) {
      System.setProperty(NativeLibrary.PROPERTY, folder.toString());
    }
    return folder;
  }

  /** Draws progress to the error stream, so that the output stream holds results alone. */
  Progress progress() {
    return interactive ? new BarProgress() : new LineProgress(err());
  }

  /** Before any library is loaded: no telemetry, no downloads of native code, no window. */
  private static void setUpLibraries() {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("java.awt.headless", "true");
    // A user without a home, as in a container, has "?" there: a folder beside the results.
    if (!Path.of(System.getProperty("user.home")).isAbsolute()) {
      System.setProperty("user.home", System.getProperty("java.io.tmpdir"));
    }
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    // From JDK 22 to 24 the default console exists even when the output is no terminal.
    System.setProperty("jdk.console", "java.base");
  }
}
