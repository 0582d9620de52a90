package io.github.bertmark.report.html;

import io.github.bertmark.scenario.PageSection;
import io.github.bertmark.scenario.Scenario;
import io.github.bertmark.scenario.list.Scenarios;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The sections between the answer and where it comes from. */
final class PageSections {
  /** In the order of the page: those of the scenarios, around right and wrong answers. */
  static final List<PageSection> ALL =
      Stream.concat(
              Scenarios.ALL.stream().map(Scenario::section).filter(Objects::nonNull),
              Stream.of(
                  new PageSection("quality-section", "Accuracy", "quality", 0, run -> true),
                  new PageSection("flips-section", "Flipped queries", "flips", 0, run -> true)))
          .sorted(Comparator.comparingInt(PageSection::order))
          .toList();

  private PageSections() {}
}
