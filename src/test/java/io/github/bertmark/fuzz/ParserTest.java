package io.github.bertmark.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every parser takes what is right, and refuses in a line of its own what is not. */
class ParserTest {
  private static final int MUTANTS = 100;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void takesItsSeed(Parser parser) throws IOException {
    assertThat(parser.accepts(Seeds.of(parser, folder), folder)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void refusesMutants(Parser parser) throws IOException {
    assertThat(MutantRun.of(parser, MUTANTS, 1, folder).unexpected()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void readsWhatWasOnceAtFault(Parser parser) throws IOException {
    Seeds.of(parser, folder);
    for (Path file : files(parser.regressions())) {
      assertThatCode(() -> parser.accepts(Files.readAllBytes(file), folder))
          .as(file.toString())
          .doesNotThrowAnyException();
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
