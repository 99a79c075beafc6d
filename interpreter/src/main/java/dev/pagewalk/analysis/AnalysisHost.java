package dev.pagewalk.analysis;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The texts of a workspace as they are now: those that somebody holds in memory, all others as they are on disk.
 * Changed by one thread; {@link #snapshot} gives everybody else a picture that does not change.
 */
public final class AnalysisHost {
  private final Library library;
  private final Path directory;
  private final Map<String, String> texts = new HashMap<>();

  /**
   * A workspace without texts in memory.
   *
   * @param directory against which relative paths of files on disk are resolved
   */
  public AnalysisHost(Library library, Path directory) {
    this.library = library;
    this.directory = directory;
  }

  /** From now on {@code path} has this text, whatever is on disk. */
  public void setText(String path, String text) {
    texts.put(path, text);
  }

  /** From now on {@code path} is read from disk again. */
  public void removeText(String path) {
    texts.remove(path);
  }

  /** The workspace as it is now. Files on disk are read when they are asked for. */
  public Analysis snapshot() {
    return new Analysis(library, directory, texts);
  }
}
