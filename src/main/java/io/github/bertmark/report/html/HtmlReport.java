package io.github.bertmark.report.html;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.github.bertmark.AtomicFiles;
import java.io.IOException;
import java.nio.file.Path;

/** The page that people look at: one file that opens from disk and loads nothing. */
public final class HtmlReport {
  private static final TemplateEngine TEMPLATES =
      TemplateEngine.createPrecompiled(
          null,
          ContentType.Html,
          HtmlReport.class.getClassLoader(),
          HtmlReport.class.getPackageName());
  private static final int USUAL_CHARACTERS = 1 << 21;

  private HtmlReport() {}

  /**
   * Writes the page.
   *
   * @throws io.github.bertmark.InputException if a file of a run does not fit its document, or the
   *     run has not the variant under study; nothing is written then
   */
  public static void write(Path file, HtmlRequest request) throws IOException {
    StringOutput html = new StringOutput(USUAL_CHARACTERS);
    TEMPLATES.render("page.jte", Page.of(request), html);
    AtomicFiles.writeString(file, html.toString());
  }
}
