package dev.pagewalk.ls.feature;

import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.resolve.TypeNames;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Declarations on one line, as they are written. */
final class Signatures {
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private Signatures() {}

  /** The head of a function: its name, parameters and result. */
  static String of(FileView view, Decl.Fn fn) {
    String result = fn.result().map(type -> " -> " + line(view.text(type.span()))).orElse("");
    return fn.name() + "(" + String.join(", ", parameters(view, fn)) + ")" + result;
  }

  /** The parameters of a function, each with its type. */
  static List<String> parameters(FileView view, Decl.Fn fn) {
    List<String> parameters = new ArrayList<>();
    for (SyntaxPart.Param param : fn.params()) {
      parameters.add(line(view.text(param.span())));
    }
    return parameters;
  }

  /** What a name stands for, as its declaration would be written. */
  static String of(FileView view, Symbol symbol) {
    String name = symbol.declared().text();
    String type = TypeNames.of(symbol.type());
    return switch (symbol) {
      case Symbol.Function s -> (s.decl().kind() == Decl.FnKind.EXTERN ? "extern fn " : "fn ") + of(view, s.decl());
      case Symbol.BuiltinFunction s -> BuiltinNotes.of(s.builtin()).signature();
      case Symbol.Constant s -> name + ": " + type + " = " + s.value();
      case Symbol.MachineConstant s -> name + ": " + type + " // follows the machine";
      case Symbol.VariantConstant s -> "const " + name + " = " + line(view.text(s.decl().value().span()));
      case Symbol.ScenarioParameter s -> name + ": " + type + " = " + s.defaultValue() + " // parameter of the scenario";
      case Symbol.Global s -> "var " + name + ": " + type;
      case Symbol.Local s -> "let " + name + ": " + type;
      case Symbol.StructField s -> s.struct().name() + "." + name + ": " + type;
      case Symbol.EntryPart s -> "entry." + name + ": " + type;
      case Symbol.ActorPart s -> "." + name + ": " + type;
      case Symbol.Condition s -> line(view.text(s.decl().span()));
      case Symbol.StructName s -> "struct " + name;
      case Symbol.TypeName s -> "type " + name;
      case Symbol.Patch s -> "patch " + name
          + s.decl().since().map(since -> " since \"" + since.value() + "\"").orElse("")
          + s.decl().title().map(title -> " \"" + title.value() + "\"").orElse("");
      case Symbol.Thread s -> (s.decl().kernel() ? "kthread " : "thread ") + name
          + s.decl().process().map(process -> " in " + process).orElse("");
      case Symbol.Process s -> "process " + name;
      case Symbol.FileObject s -> "file " + name;
      case Symbol.Mapping s -> line(view.text(s.decl().span()));
      case Symbol.Uffd s -> "uffd " + name;
      case Symbol.Cpu s -> "cpu" + s.number();
      case Symbol.Self s -> "self: int // the thread's index in its family";
    };
  }

  /** A text on one line. */
  static String line(String text) {
    return SPACE.matcher(text).replaceAll(" ").strip();
  }
}
