package io.github.bertmark.model;

import io.github.bertmark.PlainText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Settings of ONNX Runtime's session that differ from the defaults; what is null stays as it is.
 * Written as an object in {@code variant.json}, and as {@code spinning=false,threads=1} on a
 * command line.
 *
 * @param threads within one operator, the calling thread among them
 * @param optimization of the graph: {@code none}, {@code basic}, {@code extended} or {@code all}
 * @param spinning whether idle threads spin for a while before they sleep
 * @param prepacking whether weights are laid out for the kernels when the session is made
 * @param x64QuantPrecision whether 8-bit products are kept from saturating on x64 without VNNI
 * @param memoryArena whether memory for activations is kept from call to call
 * @param entries any of ONNX Runtime's own configuration entries, whose names hold a full stop
 */
public record SessionOverrides(
    @Nullable Integer threads,
    @Nullable String optimization,
    @Nullable Boolean spinning,
    @Nullable Boolean prepacking,
    @Nullable Boolean x64QuantPrecision,
    @Nullable Boolean memoryArena,
    @Nullable Map<String, String> entries) {
  /** Everything as it is. */
  public static final SessionOverrides NONE =
      new SessionOverrides(null, null, null, null, null, null, null);

  private static final Set<String> OPTIMIZATIONS = Set.of("none", "basic", "extended", "all");

  public SessionOverrides {
    Checks.that(threads == null || threads >= 1, "threads must be at least 1");
    Checks.that(
        optimization == null || OPTIMIZATIONS.contains(optimization),
        "optimization must be none, basic, extended or all, not " + PlainText.cut(optimization));
    if (entries != null) {
      entries.forEach(
          (name, value) ->
              Checks.that(
                  name.contains(".") && value != null,
                  "entries must be named as ONNX Runtime does, with a full stop: "
                      + PlainText.cut(name)));
      entries = Collections.unmodifiableMap(new TreeMap<>(entries));
    }
  }

  /** So many threads and nothing else. */
  public static SessionOverrides ofThreads(int threads) {
    return new SessionOverrides(threads, null, null, null, null, null, null);
  }

  /**
   * Reads settings such as {@code spinning=false,threads=1}; an empty text has none.
   *
   * @throws IllegalArgumentException if a setting is unknown, given twice or has no such value
   */
  public static SessionOverrides parse(String text) {
    Map<String, String> given = new LinkedHashMap<>();
    for (String setting : text.isBlank() ? new String[0] : text.split(",", -1)) {
      String[] parts = setting.strip().split("=", 2);
      Checks.that(
          parts.length == 2, "a setting is written name=value, not " + PlainText.cut(setting));
      Checks.that(
          given.put(parts[0], parts[1]) == null, PlainText.cut(parts[0]) + " is there twice");
    }
    SessionOverrides overrides =
        new SessionOverrides(
            threads(given.remove("threads")),
            given.remove("optimization"),
            flag("spinning", given),
            flag("prepacking", given),
            flag("x64QuantPrecision", given),
            flag("memoryArena", given),
            null);
    for (String name : given.keySet()) {
      Checks.that(
          name.contains("."),
          "there is no setting "
              + PlainText.cut(name)
              + ": they are threads, optimization, spinning, prepacking, x64QuantPrecision,"
              + " memoryArena and ONNX Runtime's own, such as session.dynamic_block_base");
    }
    return given.isEmpty() ? overrides : overrides.withEntries(given);
  }

  /** These settings, and where they leave one as it is, the other's. */
  public SessionOverrides over(SessionOverrides other) {
    Map<String, String> both = new TreeMap<>();
    if (other.entries != null) {
      both.putAll(other.entries);
    }
    if (entries != null) {
      both.putAll(entries);
    }
    return new SessionOverrides(
        or(threads, other.threads),
        or(optimization, other.optimization),
        or(spinning, other.spinning),
        or(prepacking, other.prepacking),
        or(x64QuantPrecision, other.x64QuantPrecision),
        or(memoryArena, other.memoryArena),
        both.isEmpty() ? null : both);
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    Map<String, Object> given = new LinkedHashMap<>();
    put(given, "threads", threads);
    put(given, "optimization", optimization);
    put(given, "spinning", spinning);
    put(given, "prepacking", prepacking);
    put(given, "x64QuantPrecision", x64QuantPrecision);
    put(given, "memoryArena", memoryArena);
    if (entries != null) {
      given.putAll(entries);
    }
    StringBuilder text = new StringBuilder();
    given.forEach(
        (name, value) ->
            text.append(text.isEmpty() ? "" : ",").append(name).append('=').append(value));
    return text.toString();
  }

  private static void put(Map<String, Object> to, String name, @Nullable Object value) {
    if (value != null) {
      to.put(name, value);
    }
  }

  private SessionOverrides withEntries(Map<String, String> given) {
    return new SessionOverrides(
        threads, optimization, spinning, prepacking, x64QuantPrecision, memoryArena, given);
  }

  private static <T> @Nullable T or(@Nullable T value, @Nullable T otherwise) {
    return value == null ? otherwise : value;
  }

  private static @Nullable Integer threads(@Nullable String value) {
    Checks.that(
        value == null || value.matches("[1-9]\\d{0,3}"),
        "threads must be a whole number from 1, not " + PlainText.cut(value));
    return value == null ? null : Integer.valueOf(value);
  }

  private static @Nullable Boolean flag(String name, Map<String, String> given) {
    String value = given.remove(name);
    Checks.that(
        value == null || value.equals("true") || value.equals("false"),
        name + " must be true or false, not " + PlainText.cut(value));
    return value == null ? null : Boolean.valueOf(value);
  }
}
