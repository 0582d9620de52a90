package io.github.bertmark.cli;

import io.github.bertmark.InputException;
import io.github.bertmark.LeftOut;
import io.github.bertmark.PlainText;
import io.github.bertmark.run.LeftOutVariant;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ExitCode;

/** Tells what a command leaves out, at once and again at its end, and chooses its exit code. */
final class LeftOutReport implements LeftOut {
  private final PrintWriter err;
  private final List<LeftOutVariant> variants = new ArrayList<>();

  LeftOutReport(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void add(String name, InputException reason) {
    LeftOutVariant variant = new LeftOutVariant(name, String.valueOf(reason.getMessage()));
    variants.add(variant);
    err.println("bertmark: left out " + line(variant));
    err.flush();
  }

  List<LeftOutVariant> variants() {
    return List.copyOf(variants);
  }

  /**
   * The exit code of a command that did the rest of its work: says again what it left out.
   *
   * @param ofTheRest what it would be if nothing was left out
   */
  int exitCode(int ofTheRest) {
    if (variants.isEmpty()) {
      return ofTheRest;
    }
    err.println("bertmark: left out, since it cannot be used:");
    variants.forEach(variant -> err.println("  " + line(variant)));
    err.flush();
    return ofTheRest == ExitCode.OK ? ExitCode.USAGE : ofTheRest;
  }

  private static String line(LeftOutVariant variant) {
    return PlainText.line(variant.id() + ": " + variant.reason());
  }
}
