package io.github.bertmark.cli;

import io.github.bertmark.InputException;
import io.github.bertmark.PlainText;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells a failure in one line on the error stream, and chooses the exit code. */
final class FailureReport implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private final BooleanSupplier stacktrace;

  FailureReport(BooleanSupplier stacktrace) {
    this.stacktrace = stacktrace;
  }

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    String problem =
        command.getParent() == null
                && e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().get(0).startsWith("-")
            ? noSuchCommand(command, unmatched.getUnmatched().get(0))
            : e.getMessage();
    print(command.getErr(), e, problem + "; see " + name + " --help");
    return ExitCode.USAGE;
  }

  private static String noSuchCommand(CommandLine bertmark, String name) {
    return PlainText.cut(name)
        + ": there is no such command, but "
        + String.join(", ", bertmark.getSubcommands().keySet());
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult arguments) {
    Throwable failure =
        e instanceof UncheckedIOException && e.getCause() != null ? e.getCause() : e;
    if (failure instanceof InputException) {
      print(command.getErr(), failure, failure.getMessage());
      return ExitCode.USAGE;
    }
    if (failure instanceof FileSystemException fault) {
      print(command.getErr(), failure, describe(fault));
      return ExitCode.USAGE;
    }
    print(command.getErr(), failure, failure + "; --stacktrace shows where it happened");
    return ExitCode.SOFTWARE;
  }

  private static String describe(FileSystemException fault) {
    if (fault instanceof NoSuchFileException) {
      return fault.getFile() + ": no such file or folder; check the path";
    }
    if (fault instanceof AccessDeniedException) {
      return fault.getFile() + ": access denied; check its permissions";
    }
    return fault.getMessage() + "; check the path, its permissions and the space left on the disk";
  }

  private void print(PrintWriter err, Throwable failure, @Nullable String message) {
    err.println("bertmark: " + PlainText.line(String.valueOf(message)));
    if (stacktrace.getAsBoolean()) {
      failure.printStackTrace(err);
    }
    err.flush();
  }
}
