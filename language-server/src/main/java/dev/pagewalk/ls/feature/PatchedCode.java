package dev.pagewalk.ls.feature;

import dev.pagewalk.dsl.resolve.Resolution;
import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.syntax.Children;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Node;
import dev.pagewalk.dsl.syntax.SourceUnit;
import dev.pagewalk.dsl.syntax.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Functions before and after their patches. */
final class PatchedCode {
  private static final int MOST_PATCHES = 4;
  private static final int MOST_LINES = 14;

  private PatchedCode() {}

  /** For each place in {@code fn} that a patch decides: the code with it and without it. */
  static List<String> of(FileView view, Decl.Fn fn) {
    List<Stmt.When> found = new ArrayList<>();
    fn.body().ifPresent(body -> collect(body, found));
    List<String> parts = new ArrayList<>();
    for (Stmt.When when : found.subList(0, Math.min(MOST_PATCHES, found.size()))) {
      String since = view.resolution().symbol(when.patch())
          .filter(Symbol.Patch.class::isInstance)
          .flatMap(symbol -> ((Symbol.Patch) symbol).decl().since())
          .map(release -> ", in since " + release.value())
          .orElse("");
      String then = code(view, when.then());
      String otherwise = when.otherwise().map(other -> code(view, other)).orElse("");
      String before = when.negated() ? then : otherwise;
      String after = when.negated() ? otherwise : then;
      parts.add("Patch `" + when.patch() + "`" + since + ". Before:\n" + shown(before) + "\nafter:\n" + shown(after));
    }
    if (MOST_PATCHES < found.size()) {
      parts.add((found.size() - MOST_PATCHES) + " more places depend on patches.");
    }
    return parts;
  }

  private static void collect(Node node, List<Stmt.When> found) {
    if (node instanceof Stmt.When when) {
      found.add(when);
    }
    Children.of(node).forEach(child -> collect(child, found));
  }

  private static String shown(String code) {
    return code.isBlank() ? "*nothing*" : Hover.code(code);
  }

  /** The statements, moved to the left margin. */
  private static String code(FileView view, Stmt stmt) {
    String text = view.text(stmt.span());
    boolean isBlock = text.startsWith("{") && text.endsWith("}");
    String inner = isBlock ? text.substring(1, text.length() - 1) : text;
    List<String> lines = inner.stripIndent().lines().filter(line -> !line.isBlank()).toList();
    List<String> kept = new ArrayList<>(lines.subList(0, Math.min(MOST_LINES, lines.size())));
    if (MOST_LINES < lines.size()) {
      kept.add("// ...");
    }
    return String.join("\n", kept).stripIndent().strip();
  }

  /** The functions in which a patch decides something, in backquotes. */
  static List<String> users(FileView view, Decl.Patch patch) {
    Resolution resolution = view.resolution();
    List<String> names = new ArrayList<>();
    Stream.concat(resolution.library().stream(), resolution.units().stream())
        .map(SourceUnit::decls)
        .flatMap(List::stream)
        .filter(Decl.Fn.class::isInstance)
        .map(Decl.Fn.class::cast)
        .forEach(fn -> {
          List<Stmt.When> found = new ArrayList<>();
          fn.body().ifPresent(body -> collect(body, found));
          if (found.stream().anyMatch(when -> when.patch().text().equals(patch.name().text()))) {
            names.add("`" + fn.name() + "`");
          }
        });
    return names;
  }
}
