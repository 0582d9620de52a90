package io.github.bertmark.cli.option;

import io.github.bertmark.InputException;
import io.github.bertmark.PlainText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** What the scenario load asks for. */
public final class LoadOptions {
  private static final Pattern MILLIS = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,6})?)(?:ms)?");
  private static final Pattern AMOUNT = Pattern.compile("\\d{1,6}(?:\\.\\d{1,6})?");

  @Option(
      names = "--p99",
      paramLabel = "MILLIS",
      description = "Of the scenario load: what p99 has to keep within (default: 50ms).")
  private String p99 = "";

  @Option(
      names = "--load-seconds",
      paramLabel = "N",
      description = "Of the scenario load: how long each rate is tried at least (default: 10).")
  private String seconds = "";

  @Option(
      names = "--price",
      paramLabel = "AMOUNT",
      description =
          "Price of the machine per hour, in any currency: the scenario load then tells what a"
              + " million queries cost.")
  private String price = "";

  /** By the names of their options; those that were not named are empty. */
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("p99", checked("--p99", p99, MILLIS));
    settings.put("loadSeconds", checked("--load-seconds", seconds, AMOUNT));
    settings.put("price", checked("--price", price, AMOUNT));
    return settings;
  }

  private static String checked(String option, String value, Pattern pattern) {
    if (value.isEmpty()) {
      return "";
    }
    Matcher matcher = pattern.matcher(value);
    if (matcher.matches()) {
      String number = matcher.groupCount() == 0 ? matcher.group() : matcher.group(1);
      if (Double.parseDouble(number) > 0) {
        return number;
      }
    }
    throw new InputException(
        option, "is no number above 0: " + PlainText.quoted(value), "give one such as 50");
  }
}
