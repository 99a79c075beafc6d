package dev.pagewalk.dsl.parse;

import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.SourceUnit;
import dev.pagewalk.dsl.syntax.Span;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Prints a syntax tree without its spans: a node is its type and its parts in parentheses, {@code -} is absent. */
final class TreePrinter {
  private static final int WIDTH = 100;

  private TreePrinter() {}

  /** The items at the top of {@code unit}, each on lines of its own. */
  static List<String> items(SourceUnit unit) {
    List<String> result = new ArrayList<>();
    unit.uses().forEach(use -> result.add(print(use, "")));
    unit.decls().forEach(decl -> result.add(print(decl, "")));
    return result;
  }

  static String print(Object node, String indent) {
    return switch (node) {
      case Name name -> name.isMissing() ? "?" : name.text();
      case Optional<?> optional -> optional.map(o -> print(o, indent)).orElse("-");
      case List<?> list -> group("[", list.stream().map(o -> print(o, indent + "  ")).toList(), "]", indent);
      case Record record -> group("(" + record.getClass().getSimpleName() + " ", parts(record, indent), ")", indent);
      case String string -> '"' + string.replace("\n", "\\n") + '"';
      default -> String.valueOf(node);
    };
  }

  private static String group(String open, List<String> parts, String close, String indent) {
    String line = parts.stream().collect(Collectors.joining(" ", open, close)).replace(" )", ")");
    if (line.length() + indent.length() <= WIDTH && !line.contains("\n")) {
      return line;
    }
    // Words stay on the first line; from the first node on, each part has a line.
    int words = 0;
    while (words < parts.size() && open.startsWith("(") && !parts.get(words).contains("(")) {
      words++;
    }
    String inner = "\n" + indent + "  ";
    String first = open + String.join(" ", parts.subList(0, words));
    return first.strip() + inner + String.join(inner, parts.subList(words, parts.size())) + close;
  }

  private static List<String> parts(Record record, String indent) {
    List<String> parts = new ArrayList<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      if (component.getType() != Span.class) {
        try {
          parts.add(print(component.getAccessor().invoke(record), indent + "  "));
        } catch (ReflectiveOperationException e) {
          throw new AssertionError(e);
        }
      }
    }
    return parts;
  }
}
