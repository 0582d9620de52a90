package io.github.bertmark.raw;

import io.github.bertmark.run.Study;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The folder of a study: where each of its files lies. Settings and forks are counted from 1.
 *
 * @param path the folder itself
 */
public record StudyFiles(Path path) {
  /** The {@link Study}. */
  public Path study() {
    return path.resolve("study.json");
  }

  /** The study's table. */
  public Path table() {
    return path.resolve("study.md");
  }

  /** JMH's own JSON of one fork of each variant with one setting. */
  public Path jmh(int setting, int fork) {
    return folder(setting).resolve(numbered("fork", fork) + ".json");
  }

  /** JMH's log beside it. */
  public Path log(int setting, int fork) {
    return folder(setting).resolve(numbered("fork", fork) + ".log");
  }

  /** The folder of the {@link ForkRecord}s of one setting. */
  public Path forks(int setting) {
    return folder(setting).resolve("forks");
  }

  private Path folder(int setting) {
    return path.resolve(numbered("setting", setting));
  }

  private static String numbered(String name, int number) {
    return String.format(Locale.ROOT, "%s-%02d", name, number);
  }
}
