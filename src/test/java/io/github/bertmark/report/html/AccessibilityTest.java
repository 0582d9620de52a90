package io.github.bertmark.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.run.RunFixture;
import io.github.bertmark.run.StoredRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of axe-core on every kind of page, as it opens and with all of it unfolded. */
@Tag("browser")
class AccessibilityTest {
  private static final String RUN =
      """
      document.querySelectorAll('details').forEach(d => { d.open = %s; });
      const done = arguments[arguments.length - 1];
      setTimeout(() => axe.run().then(found => done(found.violations.map(v =>
        v.id + ': ' + v.nodes.map(n => n.html.slice(0, 120)).slice(0, 3).join(' | '))),
        problem => done([String(problem)])), 300);
      """;

  @TempDir static Path folder;
  private static Browser browser;
  private static String axe;

  @BeforeAll
  static void open() throws IOException {
    try (InputStream in = AccessibilityTest.class.getResourceAsStream("/axe.min.js")) {
      axe = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
    StoredRun run = HtmlRuns.four(folder.resolve("run"));
    StoredRun other =
        HtmlRuns.write(
            folder.resolve("other"),
            RunFixture.of(RunFixture.BERT, RunFixture.DISTILBERT),
            List.of(RunFixture.BERT, RunFixture.DISTILBERT));
    HtmlReport.write(folder.resolve("one.html"), HtmlRuns.request(run));
    HtmlReport.write(folder.resolve("two.html"), HtmlRuns.request(run, other));
    HtmlReport.write(folder.resolve("history.html"), HtmlRuns.request(run, other, run));
    HtmlReport.write(
        folder.resolve("published.html"),
        HtmlRuns.request(StoredRun.read(Path.of("results/reference"))));
    browser = new Browser(folder.resolve("profile"));
  }

  @AfterAll
  static void close() {
    browser.close();
  }

  @ParameterizedTest
  @CsvSource({
    "one, 1440, light", "one, 390, dark", "two, 1440, dark", "two, 390, light",
    "history, 1440, light", "history, 390, dark", "published, 1440, dark", "published, 390, light"
  })
  void noRuleIsBroken(String page, int width, String theme) {
    browser.emulateWidth(width);
    try {
      browser.open(folder.resolve(page + ".html"), "columns=all&theme=" + theme);
      browser.run(axe);
      for (boolean unfolded : new boolean[] {false, true}) {
        assertThat((List<?>) browser.runAsync(RUN.formatted(unfolded))).isEmpty();
      }
    } finally {
      browser.emulateWidth(null);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"one", "two", "history", "published"})
  void everyPictureHasItsText(String page) {
    browser.open(folder.resolve(page + ".html"), "");
    browser.run("document.querySelectorAll('details').forEach(d => { d.open = true; })");
    List<?> texts =
        (List<?>)
            browser.run(
                "return [...document.querySelectorAll('.chart svg')].map(c =>"
                    + " c.closest('[role=img]')?.getAttribute('aria-label') || '')");
    assertThat(texts).isNotEmpty().allSatisfy(text -> assertThat((String) text).isNotBlank());
  }
}
