package io.github.bertmark;

/** An input that cannot be used, told in one line: what it is, why it fails, and the way out. */
public final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param subject the file, variant or option at fault
   * @param cause what is wrong with it
   * @param wayOut what the reader can do about it
   */
  public InputException(Object subject, String cause, String wayOut) {
    super(PlainText.line(subject + ": " + cause + "; " + wayOut));
  }

  /** As above, keeping the exception that revealed the fault for {@code --stacktrace}. */
  public InputException(Object subject, String cause, String wayOut, Throwable revealedBy) {
    super(PlainText.line(subject + ": " + cause + "; " + wayOut), revealedBy);
  }
}
