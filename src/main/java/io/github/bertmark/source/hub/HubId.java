package io.github.bertmark.source.hub;

import io.github.bertmark.InputException;
import io.github.bertmark.PlainText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a model on a hub, {@code ORG/NAME} or {@code ORG/NAME@REVISION}.
 *
 * @param revision a branch, tag or commit; null for the main branch
 */
public record HubId(String org, String name, @Nullable String revision) {
  /** As on the hub no "--", which stands for the slash in names of folders. */
  private static final Pattern ID =
      Pattern.compile("(?![^@]*--)([\\w-][\\w.-]*)/([\\w-][\\w.-]*)(?:@([\\w][\\w./-]*))?");

  /**
   * Reads a name.
   *
   * @throws InputException if it is none
   */
  public static HubId parse(String text) {
    Matcher id = ID.matcher(text);
    if (!id.matches() || text.contains("..")) {
      throw new InputException(
          PlainText.quoted("hf:" + text), "is no name of a model", "write hf:ORG/NAME[@REVISION]");
    }
    return new HubId(id.group(1), id.group(2), id.group(3));
  }

  String repository() {
    return org + "/" + name;
  }

  String revisionOrMain() {
    return revision == null ? "main" : revision;
  }

  @Override
  public String toString() {
    return repository() + (revision == null ? "" : "@" + revision);
  }
}
