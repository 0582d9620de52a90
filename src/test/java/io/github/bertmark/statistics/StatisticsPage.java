package io.github.bertmark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;

/** The page that tells what the simulations found. */
public final class StatisticsPage {
  private static final Path PAGE = Path.of("docs", "statistics.md");

  /** Another CPU rounds exp and log otherwise, which may turn one comparison in a thousand. */
  private static final Offset<Double> TWO_IN_A_THOUSAND = within(0.25);

  private StatisticsPage() {}

  /**
   * The page has a row that starts with the same cells and has about the same figures after them.
   */
  public static void assertHasRow(String row, int keyCells) throws IOException {
    List<String> cells = cells(row);
    List<String> written =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.startsWith("|"))
            .map(StatisticsPage::cells)
            .filter(
                line ->
                    line.size() == cells.size()
                        && line.subList(0, keyCells).equals(cells.subList(0, keyCells)))
            .findFirst()
            .orElseThrow(() -> new AssertionError(PAGE + " lacks the row " + row));
    for (int i = keyCells; i < cells.size(); i++) {
      assertThat(Double.parseDouble(written.get(i)))
          .as("%s: cell %d of %s", PAGE, i + 1, row)
          .isEqualTo(Double.parseDouble(cells.get(i)), TWO_IN_A_THOUSAND);
    }
  }

  private static List<String> cells(String row) {
    return List.of(row.substring(2, row.length() - 2).split(" \\| "));
  }
}
