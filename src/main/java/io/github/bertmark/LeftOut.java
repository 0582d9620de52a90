package io.github.bertmark;

/** Is told of each thing that cannot be used, so that the work goes on with the others. */
@FunctionalInterface
public interface LeftOut {
  /** Work that does not go on without one of its things. */
  LeftOut NOTHING =
      (name, reason) -> {
        throw reason;
      };

  /**
   * Leaves one thing out.
   *
   * @param name of the thing, as results would call it
   * @throws InputException the reason, if the work does not go on without it
   */
  void add(String name, InputException reason);

  /**
   * The same for work on so many things, which ends with the last one's reason if none of them can
   * be used.
   */
  default LeftOut among(int count) {
    int[] others = {count};
    return (name, reason) -> {
      others[0]--;
      if (others[0] == 0) {
        throw reason;
      }
      add(name, reason);
    };
  }
}
