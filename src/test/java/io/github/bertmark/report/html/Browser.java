package io.github.bertmark.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Debian's Chromium without a window, looking at pages from the disk. */
final class Browser implements AutoCloseable {
  private static final Pattern REQUEST = Pattern.compile("\"url\":\"((?:https?|wss?|ftp):[^\"]*)");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ChromeDriver driver;

  Browser(Path profile) throws IOException {
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary("/usr/bin/chromium");
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1440,1000",
        "--user-data-dir=" + Files.createDirectories(profile));
    options.setCapability("goog:loggingPrefs", logs);
    // Named, so that Selenium looks for none and downloads nothing.
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File("/usr/bin/chromedriver"))
            .build();
    driver = new ChromeDriver(service, options);
  }

  /** Opens a page anew, with that fragment, and waits for its table. */
  void open(Path page, String fragment) {
    driver.get("about:blank");
    driver.get(page.toUri() + (fragment.isEmpty() ? "" : "#" + fragment));
    waitFor("document.querySelector('#variant-table tbody tr') !== null");
  }

  Object run(String script) {
    return driver.executeScript(script);
  }

  /** What a script hands to the function that is its last argument. */
  Object runAsync(String script) {
    return driver.executeAsyncScript(script);
  }

  String text(String selector) {
    return String.valueOf(run("return document.querySelector('" + selector + "').textContent"));
  }

  List<String> texts(String selector) {
    return driver.findElements(By.cssSelector(selector)).stream().map(WebElement::getText).toList();
  }

  String attribute(String selector, String name) {
    return driver.findElement(By.cssSelector(selector)).getAttribute(name);
  }

  /** Sets a field as a reader would who types or moves it. */
  void set(String selector, String value) {
    run(
        "const e = document.querySelector('"
            + selector
            + "'); e.value = '"
            + value
            + "'; e.dispatchEvent(new Event('input', {bubbles: true}));"
            + " e.dispatchEvent(new Event('change', {bubbles: true}));");
  }

  /** Types into whatever has the focus. */
  void press(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  /** Puts the focus on an element, as Tab does in the end. */
  void focus(String selector) {
    run("document.querySelector('" + selector + "').focus()");
  }

  /** As wide as a phone, or {@code null} for the window's own width. */
  void emulateWidth(@Nullable Integer width) {
    if (width == null) {
      driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    } else {
      driver.executeCdpCommand(
          "Emulation.setDeviceMetricsOverride",
          Map.of("width", width, "height", 844, "deviceScaleFactor", 1, "mobile", true));
    }
  }

  void click(String selector) {
    run("document.querySelector('" + selector + "').click()");
  }

  void waitFor(String condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!Boolean.TRUE.equals(run("return document.readyState === 'complete' && " + condition))) {
      assertThat(System.nanoTime()).as("waiting for " + condition).isLessThan(end);
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  String url() {
    return driver.getCurrentUrl();
  }

  /**
   * Neither said anything on the console nor asked for anything over a network since last asked.
   */
  void assertQuiet() {
    assertThat(driver.manage().logs().get(LogType.BROWSER).getAll())
        .extracting(LogEntry::getMessage)
        .isEmpty();
    assertThat(driver.manage().logs().get(LogType.PERFORMANCE).getAll())
        .flatExtracting(
            entry ->
                entry.getMessage().contains("Network.requestWillBeSent")
                    ? REQUEST.matcher(entry.getMessage()).results().map(r -> r.group(1)).toList()
                    : List.of())
        .isEmpty();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
