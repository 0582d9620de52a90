package io.github.bertmark.scenario;

import io.github.bertmark.run.RunDocument;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Something that a run measures, from its benchmarks to its part of the reports. */
public interface Scenario {
  /** Its name in options and files: lower-case letters and hyphens. */
  String id();

  /** Whether a run that names no scenarios has it; else it is measured on request alone. */
  default boolean inDefaultSet() {
    return true;
  }

  /** Its benchmarks, as JMH names them: a class, or one method of it. */
  String benchmark();

  /** Its part of the Markdown summary; empty if the run did not measure it. */
  default String summary(RunDocument run) {
    return "";
  }

  /** Its section of the page; null if it has none. */
  default @Nullable PageSection section() {
    return null;
  }

  /** Its name for people. */
  default String title() {
    return id().substring(0, 1).toUpperCase(Locale.ROOT) + id().substring(1);
  }

  /** Whether a benchmark method, by its full name, is one of it. */
  default boolean owns(String method) {
    return method.equals(benchmark()) || method.startsWith(benchmark() + ".");
  }

  /** The expression by which JMH finds its benchmarks. */
  default String pattern() {
    return "^" + benchmark().replace(".", "\\.") + "(\\.|$)";
  }
}
