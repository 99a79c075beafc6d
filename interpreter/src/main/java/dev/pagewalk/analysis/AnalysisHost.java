package dev.pagewalk.analysis;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The texts of a workspace as they are now: those that somebody holds in memory, all others as they are on disk.
 * Changed by one thread; {@link #snapshot} gives everybody else a picture that does not change. What one snapshot has
 * worked out goes on to the next as far as no change touches it.
 */
public final class AnalysisHost {
  private final Path directory;
  private final Analysis.Extent extent;
  private final Map<String, String> texts = new HashMap<>();
  private Library library;
  private Analysis latest;

  /**
   * A workspace without texts in memory.
   *
   * @param directory against which relative paths of files on disk are resolved
   */
  public AnalysisHost(Library library, Path directory) {
    this(library, directory, Analysis.Extent.WHOLE);
  }

  /**
   * A workspace without texts in memory.
   *
   * @param directory against which relative paths of files on disk are resolved
   * @param extent how much of the library its files are resolved with
   */
  public AnalysisHost(Library library, Path directory, Analysis.Extent extent) {
    this.library = library;
    this.directory = directory;
    this.extent = extent;
    latest = new Analysis(library, directory, extent, texts);
  }

  /** From now on {@code path} has this text, whatever is on disk. A file of the library changes the library. */
  public void setText(String path, String text) {
    if (library.texts().containsKey(path)) {
      if (!library.texts().get(path).equals(text)) {
        library = library.with(path, text);
        latest = new Analysis(library, directory, extent, texts);
      }
      return;
    }
    if (!text.equals(texts.put(path, text))) {
      changed(path);
    }
  }

  /** From now on {@code path} is read from disk again. */
  public void removeText(String path) {
    if (library.texts().containsKey(path)) {
      SourceReader.read(directory.resolve(path), path).text().ifPresent(text -> setText(path, text));
    } else if (texts.remove(path) != null) {
      changed(path);
    }
  }

  /** Somebody has changed {@code path} on disk; a text held in memory stays what it is. */
  public void changedOnDisk(String path) {
    if (library.texts().containsKey(path)) {
      removeText(path);
    } else if (!texts.containsKey(path)) {
      changed(path);
    }
  }

  private void changed(String path) {
    latest = latest.after(texts, Set.of(path));
  }

  /** The workspace as it is now. Files on disk are read when they are asked for. */
  public Analysis snapshot() {
    return latest;
  }
}
