package dev.pagewalk.ls.feature;

import dev.pagewalk.dsl.locks.HeldLocks;
import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.resolve.Type;
import dev.pagewalk.dsl.resolve.TypeNames;
import dev.pagewalk.dsl.syntax.Children;
import dev.pagewalk.dsl.syntax.Node;
import dev.pagewalk.dsl.syntax.Stmt;
import java.util.ArrayList;
import java.util.List;

/** What a reader would otherwise work out: types that are not written, and which locks are held. */
public final class InlayHints {
  private InlayHints() {}

  /**
   * A hint.
   *
   * @param offset in front of which it is shown
   * @param type whether it is a type, else locks
   */
  public record Hint(int offset, String text, boolean type) {}

  /** The hints between two offsets. */
  public static List<Hint> of(FileView view, int from, int to) {
    List<Hint> hints = new ArrayList<>();
    types(view, view.unit(), hints);
    view.file().heldLocks().forEach(held -> hints.add(new Hint(held.offset(), text(held), false)));
    return hints.stream().filter(hint -> from <= hint.offset() && hint.offset() <= to).toList();
  }

  private static String text(HeldLocks.Here held) {
    String perhaps = held.perhaps().isEmpty() ? "" : "may hold " + String.join(", ", held.perhaps());
    if (held.locks().isEmpty()) {
      return !perhaps.isEmpty() ? perhaps : held.isAll() ? "holds nothing" : "holds nothing that is known";
    }
    return "holds " + String.join(", ", held.locks()) + (perhaps.isEmpty() ? "" : ", " + perhaps);
  }

  private static void types(FileView view, Node node, List<Hint> hints) {
    if (node instanceof Stmt.Let let && let.type().isEmpty()) {
      view.resolution().symbol(let.name())
          .map(Symbol::type)
          .filter(type -> !(type instanceof Type.Error))
          .ifPresent(type -> hints.add(new Hint(let.name().span().end(), ": " + TypeNames.of(type), true)));
    }
    Children.of(node).forEach(child -> types(view, child, hints));
  }
}
