package dev.pagewalk.report;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Paths as programs read them: relative to the working directory where they are inside it, else as they are. */
record JsonPaths(Path directory) {
  String of(String path) {
    try {
      Path absolute = directory.resolve(path).normalize();
      Path base = directory.normalize();
      return absolute.startsWith(base) && !absolute.equals(base)
          ? base.relativize(absolute).toString().replace('\\', '/')
          : path;
    } catch (InvalidPathException notOnDisk) {
      return path;
    }
  }
}
