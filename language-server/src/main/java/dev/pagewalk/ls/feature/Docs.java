package dev.pagewalk.ls.feature;

import dev.pagewalk.dsl.resolve.Symbol;
import java.util.Optional;

/** The doc comments of declarations, as Markdown. */
final class Docs {
  private Docs() {}

  /** What is written above the declaration of a symbol; empty if nothing is. */
  static Optional<String> of(Symbol symbol) {
    return switch (symbol) {
      case Symbol.Function s -> s.decl().doc().map(Docs::markdown);
      case Symbol.BuiltinFunction s -> Optional.of(BuiltinNotes.of(s.builtin()).text());
      case Symbol.VariantConstant s -> s.decl().doc().map(Docs::markdown);
      case Symbol.Global s -> s.decl().doc().map(Docs::markdown);
      case Symbol.StructField s -> s.decl().doc().map(Docs::markdown);
      case Symbol.StructName s -> s.decl().doc().map(Docs::markdown);
      case Symbol.Condition s -> s.decl().doc().map(Docs::markdown);
      case Symbol.Patch s -> s.decl().doc().map(Docs::markdown);
      case Symbol.Thread s -> s.decl().doc().map(Docs::markdown);
      case Symbol.Process s -> s.decl().doc().map(Docs::markdown);
      case Symbol.FileObject s -> s.decl().doc().map(Docs::markdown);
      case Symbol.Constant s -> Optional.empty();
      case Symbol.MachineConstant s -> Optional.empty();
      case Symbol.ScenarioParameter s -> Optional.empty();
      case Symbol.Local s -> Optional.empty();
      case Symbol.EntryPart s -> Optional.empty();
      case Symbol.ActorPart s -> Optional.empty();
      case Symbol.TypeName s -> Optional.empty();
      case Symbol.Mapping s -> Optional.empty();
      case Symbol.Uffd s -> Optional.empty();
      case Symbol.Cpu s -> Optional.empty();
      case Symbol.Self s -> Optional.empty();
    };
  }

  /** {@code source:} and {@code Model:} begin paragraphs of their own. */
  static String markdown(String doc) {
    StringBuilder out = new StringBuilder();
    for (String raw : doc.split("\n")) {
      String line = raw.strip();
      if (line.startsWith("source:") || line.startsWith("Model:")) {
        int colon = line.indexOf(':') + 1;
        out.append("\n\n*").append(line, 0, colon).append("*").append(line.substring(colon));
      } else {
        out.append(out.isEmpty() ? "" : "\n").append(line);
      }
    }
    return out.toString().strip();
  }
}
