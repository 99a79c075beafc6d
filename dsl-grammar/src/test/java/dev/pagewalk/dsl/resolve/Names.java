package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.Node;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the names in a tree, whatever nodes it is made of. */
final class Names {
  private Names() {}

  /** Every name under {@code node}, in the order of the text. */
  static List<Name> in(Node node) {
    List<Name> found = new ArrayList<>();
    collect(node, found);
    found.sort(Comparator.comparingInt(name -> name.span().start()));
    return found;
  }

  private static void collect(Object value, List<Name> found) {
    switch (value) {
      case Name name -> found.add(name);
      case Optional<?> optional -> optional.ifPresent(inner -> collect(inner, found));
      case Collection<?> collection -> collection.forEach(inner -> collect(inner, found));
      case Node node -> {
        for (RecordComponent component : node.getClass().getRecordComponents()) {
          collect(read(component, node), found);
        }
      }
      default -> { }
    }
  }

  private static Object read(RecordComponent component, Object owner) {
    try {
      return component.getAccessor().invoke(owner);
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError("records are public", impossible);
    }
  }
}
