package dev.pagewalk.ls.feature;

import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.resolve.Type;
import dev.pagewalk.dsl.resolve.TypeNames;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a name is: its declaration, its documentation, and what a kernel developer asks next. */
public final class Hover {
  private Hover() {}

  /**
   * What is shown.
   *
   * @param markdown the text
   * @param span what it speaks of
   */
  public record Info(String markdown, Span span) {}

  /** What stands at {@code offset}, if anything is known about it. */
  public static Optional<Info> of(FileView view, int offset) {
    Optional<Info> named = view.nameAt(offset).flatMap(name -> ofName(view, name, offset));
    return named.isPresent() ? named : ofExpression(view, offset);
  }

  private static Optional<Info> ofName(FileView view, Name name, int offset) {
    Optional<Decl.Scenario> scenario = view.innermost(offset, Decl.Scenario.class).filter(s -> s.name() == name);
    if (scenario.isPresent()) {
      return Optional.of(new Info(ofScenario(scenario.get()), name.span()));
    }
    return view.resolution().symbol(name).map(symbol -> new Info(markdown(view, symbol), name.span()));
  }

  private static String ofScenario(Decl.Scenario scenario) {
    return code("scenario " + scenario.name()) + scenario.doc().map(doc -> "\n\n" + Docs.markdown(doc)).orElse("");
  }

  private static Optional<Info> ofExpression(FileView view, int offset) {
    return view.innermost(offset, Expr.class)
        .filter(expr -> !(view.resolution().type(expr) instanceof Type.Error))
        .map(expr -> {
          String value = view.resolution().constant(expr).isPresent()
              ? " = " + view.resolution().constant(expr).getAsLong() : "";
          return new Info(code(TypeNames.of(view.resolution().type(expr)) + value), expr.span());
        });
  }

  /** Everything about a symbol, in Markdown. */
  static String markdown(FileView view, Symbol symbol) {
    List<String> parts = new ArrayList<>();
    parts.add(code(Signatures.of(view, symbol)));
    Docs.of(symbol).ifPresent(parts::add);
    if (symbol instanceof Symbol.StructField field) {
      rules(view, field.decl()).ifPresent(parts::add);
    }
    if (symbol instanceof Symbol.Function function) {
      parts.addAll(PatchedCode.of(view, function.decl()));
    }
    if (symbol instanceof Symbol.Patch patch) {
      String functions = String.join(", ", PatchedCode.users(view, patch.decl()));
      if (!functions.isEmpty()) {
        parts.add("Changes " + functions + ".");
      }
    }
    place(view, symbol).ifPresent(parts::add);
    return String.join("\n\n", parts);
  }

  private static Optional<String> rules(FileView view, SyntaxPart.FieldDecl field) {
    List<String> lines = new ArrayList<>();
    for (SyntaxPart.FieldRule rule : field.rules()) {
      lines.add("- `" + Signatures.line(view.text(rule.span())) + "`");
    }
    return lines.isEmpty() ? Optional.empty() : Optional.of("Locking:\n" + String.join("\n", lines));
  }

  private static Optional<String> place(FileView view, Symbol symbol) {
    Span declared = symbol.declared().span();
    if (!SymbolKey.hasPlace(symbol) || declared.path().equals(view.path())) {
      return Optional.empty();
    }
    String path = declared.path();
    return Optional.of("*in* `" + path.substring(path.lastIndexOf('/') + 1) + "`");
  }

  static String code(String text) {
    return "```pagewalk\n" + text + "\n```";
  }
}
