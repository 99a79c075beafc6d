package dev.pagewalk.ls.dap;

import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.report.Position;
import dev.pagewalk.report.Sources;
import dev.pagewalk.step.Opened;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.debug.InitializeRequestArguments;
import org.eclipse.lsp4j.debug.Source;

/** Files and places as the client counts and names them. What is in no file is read through the protocol. */
final class Paths {
  private final Path directory;
  private final boolean isUri;
  private final int firstLine;
  private final int firstColumn;
  private final List<String> inTool = new ArrayList<>();

  Paths(Path directory, InitializeRequestArguments client) {
    this.directory = directory;
    isUri = "uri".equals(client.getPathFormat());
    firstLine = Boolean.FALSE.equals(client.getLinesStartAt1()) ? 0 : 1;
    firstColumn = Boolean.FALSE.equals(client.getColumnsStartAt1()) ? 0 : 1;
  }

  /** A file as the client names it, absolute and as spans name it. */
  String local(String path) {
    try {
      return directory.resolve(isUri || path.startsWith("file:") ? Path.of(URI.create(path)) : Path.of(path))
          .normalize().toString();
    } catch (IllegalArgumentException invalid) {
      throw new Refusal("`" + path + "` cannot be the name of a file");
    }
  }

  /** The path in spans of what a request speaks of. */
  String local(Source source, Opened opened) {
    if (source.getSourceReference() != null && 0 < source.getSourceReference()) {
      return inTool(source.getSourceReference());
    }
    if (source.getPath() == null) {
      throw new Refusal("the source has neither a path nor a number");
    }
    String wanted = local(source.getPath());
    return files(opened).stream()
        .filter(path -> directory.resolve(path).normalize().toString().equals(wanted))
        .findFirst()
        .orElse(wanted);
  }

  /** The paths of everything that can run: the scenario's files and the library's. */
  static List<String> files(Opened opened) {
    List<String> files = new ArrayList<>();
    opened.file().resolution().units().forEach(unit -> files.add(unit.path()));
    opened.file().resolution().library().forEach(unit -> files.add(unit.path()));
    return files;
  }

  /** A file as the protocol says it. */
  Source source(String path) {
    Source source = new Source();
    Path absolute = directory.resolve(path).normalize();
    source.setName(absolute.getFileName().toString());
    if (Files.exists(absolute)) {
      source.setPath(isUri ? absolute.toUri().toString() : absolute.toString());
    } else {
      if (!inTool.contains(path)) {
        inTool.add(path);
      }
      source.setSourceReference(inTool.indexOf(path) + 1);
      source.setOrigin("inside the tool");
    }
    return source;
  }

  /** The file behind a number that {@link #source} gave. */
  String inTool(int reference) {
    if (reference < 1 || inTool.size() < reference) {
      throw new Refusal("there is no source " + reference);
    }
    return inTool.get(reference - 1);
  }

  int line(int clients) {
    return clients - firstLine + 1;
  }

  int toClient(int line) {
    return line - 1 + firstLine;
  }

  /** Where something starts and ends: line, column, line, column, as the client counts. */
  record Range(int line, int column, int endLine, int endColumn) {}

  Optional<Range> range(Sources sources, Span span) {
    Optional<Position> start = sources.start(span);
    Optional<Position> end = sources.end(span);
    return start.isEmpty() || end.isEmpty()
        ? Optional.empty()
        : Optional.of(new Range(toClient(start.get().line()), start.get().column() - 1 + firstColumn,
            toClient(end.get().line()), end.get().column() - 1 + firstColumn));
  }
}
