package io.github.bertmark.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The git checkout that this program was built in. */
public final class Checkout {
  private static final int PATIENCE_SECONDS = 10;

  private Checkout() {}

  /** Its commit, with {@code -dirty} if files were changed since; null if it cannot be told. */
  public static @Nullable String commit(Path folder) throws InterruptedException {
    try {
      Process git =
          new ProcessBuilder("git", "describe", "--always", "--dirty", "--exclude=*", "--abbrev=40")
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String commit = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean ended = git.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return ended && git.exitValue() == 0 && !commit.isBlank() ? commit.strip() : null;
    } catch (IOException e) {
      // There is no git, or no such folder.
      return null;
    }
  }
}
