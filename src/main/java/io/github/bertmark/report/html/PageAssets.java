package io.github.bertmark.report.html;

import io.github.bertmark.scenario.PageSection;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What every page has inside: its style, its program, the library that draws the charts, and the
 * licences of what is not ours.
 */
final class PageAssets {
  /** What comes before the parts of the sections, in the order in which one needs the other. */
  private static final List<String> PROGRAM =
      List.of(
          "dom",
          "format",
          "state",
          "model",
          "theme",
          "charts",
          "pareto",
          "budget",
          "table",
          "picker",
          "labels",
          "tradeoff",
          "runs",
          "comparison",
          "timeline");

  private static final List<String> LICENCES =
      List.of("echarts/NOTICE", "echarts/LICENSE", "echarts/LICENSE-d3", "zrender/LICENSE");

  private PageAssets() {}

  static String style() {
    return text("report.css");
  }

  static String library() {
    return text("echarts/echarts.common.min.js");
  }

  /** All parts in one scope of their own. */
  static String program() {
    Stream<String> sections = PageSections.ALL.stream().map(PageSection::part);
    return Stream.of(PROGRAM.stream(), sections, Stream.of("main"))
        .flatMap(parts -> parts)
        .map(part -> text(part + ".js"))
        .collect(Collectors.joining("\n", "(() => {\n'use strict';\n", "})();\n"));
  }

  /** The text of every licence and notice that has to go with the library. */
  static String licences() {
    return LICENCES.stream()
        .map(file -> file + "\n\n" + text(file))
        .collect(Collectors.joining("\n"));
  }

  /** The source expression by which a policy lets in exactly this text. */
  static String digest(String inline) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(inline.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String text(String resource) {
    try (InputStream in = PageAssets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing from the class path");
      }
      // Browsers normalise line feeds before they look at digests.
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
