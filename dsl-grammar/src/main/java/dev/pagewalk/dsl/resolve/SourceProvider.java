package dev.pagewalk.dsl.resolve;

/** Gives texts by their paths: from disk, or from an editor that has not saved them yet. */
@FunctionalInterface
public interface SourceProvider {
  /** What reading a file gave. */
  sealed interface Source {
    /** Its text. */
    record Found(String text) implements Source {}

    /**
     * There is no text to be had.
     *
     * @param why in a few words, as users read it: {@code there is no such file}
     */
    record Failed(String why) implements Source {}
  }

  /**
   * Reads a file. Must not throw.
   *
   * @param path as in {@link UsePaths#resolve}: relative to where the first path was relative to
   */
  Source read(String path);
}
