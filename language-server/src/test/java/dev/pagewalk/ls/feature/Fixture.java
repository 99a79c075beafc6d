package dev.pagewalk.ls.feature;

import dev.pagewalk.analysis.AnalysisHost;
import dev.pagewalk.analysis.Library;
import dev.pagewalk.dsl.syntax.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A small workspace written as one text: {@code $0} is the cursor, a line of {@code ^} in a comment marks places of the
 * line above, {@code //- /name.pw} begins another file. The first file holds the cursor.
 */
record Fixture(AnalysisHost host, String path, String text, int cursor, List<Span> marked, List<String> paths) {
  private static final Library LIBRARY = Library.shipped();

  static Fixture of(String source) {
    AnalysisHost host = new AnalysisHost(LIBRARY, Path.of("/"));
    String path = "/main.pw";
    List<Span> marked = new ArrayList<>();
    List<String> paths = new ArrayList<>();
    int cursor = 0;
    String first = "";
    for (String part : source.split("(?m)^(?=//- )")) {
      String name = path;
      String body = part;
      if (part.startsWith("//- ")) {
        name = part.substring(4, part.indexOf('\n')).strip();
        body = part.substring(part.indexOf('\n') + 1);
      }
      int at = body.indexOf("$0");
      String text = at < 0 ? body : body.substring(0, at) + body.substring(at + 2);
      if (at >= 0) {
        cursor = at;
      }
      marks(name, text, marked);
      host.setText(name, text);
      paths.add(name);
      first = name.equals(path) ? text : first;
    }
    return new Fixture(host, path, first, cursor, marked, paths);
  }

  private static void marks(String path, String text, List<Span> marked) {
    int above = 0;
    int start = 0;
    for (String line : text.split("\n", -1)) {
      if (line.strip().startsWith("//") && line.contains("^")) {
        int from = line.indexOf('^');
        while (0 <= from) {
          int to = from;
          while (to < line.length() && line.charAt(to) == '^') {
            to++;
          }
          marked.add(new Span(path, above + from, above + to));
          from = line.indexOf('^', to);
        }
      } else {
        above = start;
      }
      start += line.length() + 1;
    }
  }

  FileView view() {
    return FileView.of(host.snapshot(), path).orElseThrow();
  }

  /** The text of a place. */
  String at(Span span) {
    return host.snapshot().text(span.path()).orElseThrow().substring(span.start(), span.end());
  }
}
