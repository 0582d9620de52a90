package io.github.bertmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentationTest {
  private static final Path README = Path.of("README.md");
  private static final int MOST_WORDS = 1_200;
  private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]*)#?([^)]*)\\)");

  @Test
  void theReadmeIsShort() throws IOException {
    assertThat(Files.readString(README).strip().split("\\s+")).hasSizeLessThan(MOST_WORDS);
  }

  @Test
  void theIndexNamesEveryPage() throws IOException {
    try (Stream<Path> docs = Files.list(Path.of("docs"))) {
      assertThat(Files.readString(Path.of("docs/README.md")))
          .contains(
              docs.map(page -> page.getFileName().toString())
                  .filter(name -> name.contains(".") && !name.equals("README.md"))
                  .map(name -> "](" + name + ")")
                  .toList());
    }
  }

  @Test
  void noLinkBetweenPagesIsDead() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(README, Path.of("CONTRIBUTING.md")));
    pages.add(Path.of("results/README.md"));
    try (Stream<Path> docs = Files.list(Path.of("docs"))) {
      docs.filter(page -> page.toString().endsWith(".md")).forEach(pages::add);
    }
    List<String> dead = new ArrayList<>();
    for (Path page : pages) {
      Path folder = Objects.requireNonNullElse(page.getParent(), Path.of(""));
      LINK.matcher(Files.readString(page))
          .results()
          .filter(link -> !leadsSomewhere(page, folder, link.group(1), link.group(2)))
          .forEach(link -> dead.add(page + ": " + link.group()));
    }
    assertThat(dead).isEmpty();
  }

  private static boolean leadsSomewhere(Path page, Path folder, String file, String heading) {
    Path target = file.isEmpty() ? page : folder.resolve(file).normalize();
    if (!Files.exists(target) || heading.isEmpty()) {
      return Files.exists(target);
    }
    try (Stream<String> lines = Files.lines(target)) {
      return lines
          .filter(line -> line.startsWith("#"))
          .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
          .map(line -> line.replaceAll("[^a-z0-9 _-]", "").replace(' ', '-'))
          .anyMatch(heading::equals);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
