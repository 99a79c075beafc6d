package dev.pagewalk.ls.feature;

import dev.pagewalk.dsl.resolve.Resolution;
import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.syntax.Children;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.Node;
import dev.pagewalk.dsl.syntax.ScenarioItem;
import dev.pagewalk.dsl.syntax.Stmt;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where the labels are that {@code after t.label} waits for and that a patch's {@code in f at label} names. */
final class Labels {
  private final FileView view;

  private Labels(FileView view) {
    this.view = view;
  }

  /** Where the label that is named at {@code offset} stands: the nearest, if a thread can pass several of that name. */
  static Optional<Definition.Link> of(FileView view, int offset) {
    Labels labels = new Labels(view);
    for (Node node : view.around(offset).reversed()) {
      Optional<Definition.Link> found = switch (node) {
        case Stmt.After after when after.label().span().touches(offset) -> labels.passed(after, offset);
        case SyntaxPart.PatchEdit edit when edit.label().span().touches(offset) -> labels.patched(edit);
        case Stmt.Label label when label.name().span().touches(offset) ->
            Optional.of(new Definition.Link(label.name().span(), label.name().span()));
        default -> Optional.empty();
      };
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<Definition.Link> passed(Stmt.After after, int offset) {
    Optional<Decl.Scenario> scenario = view.resolution().scenarios().stream()
        .filter(each -> each.span().touches(offset))
        .findFirst();
    return view.resolution().symbol(after.thread())
        .filter(Symbol.Thread.class::isInstance)
        .map(symbol -> ((Symbol.Thread) symbol).decl())
        .flatMap(thread -> search(thread, scenario, after.label().text()))
        .map(place -> new Definition.Link(after.label().span(), place.span()));
  }

  private Optional<Definition.Link> patched(SyntaxPart.PatchEdit edit) {
    return view.resolution().symbol(edit.function())
        .filter(Symbol.Function.class::isInstance)
        .flatMap(symbol -> label(((Symbol.Function) symbol).decl(), edit.label().text()))
        .map(place -> new Definition.Link(edit.label().span(), place.span()));
  }

  /** In the thread itself, else in what it calls, level by level. */
  private Optional<Name> search(ScenarioItem.Thread thread, Optional<Decl.Scenario> scenario, String text) {
    Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Node> open = new ArrayDeque<>(List.of(thread));
    while (!open.isEmpty()) {
      Node body = open.poll();
      Optional<Name> found = label(body, text);
      if (found.isPresent()) {
        return found;
      }
      called(body, scenario, seen, open);
    }
    return Optional.empty();
  }

  private void called(Node node, Optional<Decl.Scenario> scenario, Set<Node> seen, Deque<Node> open) {
    Resolution resolution = view.resolution();
    if (node instanceof Expr.Call call && call.callee() instanceof Expr.Ref ref
        && resolution.symbol(ref.name()).orElse(null) instanceof Symbol.Function function) {
      Decl.Fn target = scenario.map(each -> resolution.target(function, each)).orElse(function).decl();
      if (seen.add(target)) {
        open.add(target);
      }
    }
    Children.of(node).forEach(child -> called(child, scenario, seen, open));
  }

  private static Optional<Name> label(Node node, String text) {
    if (node instanceof Stmt.Label label && label.name().text().equals(text)) {
      return Optional.of(label.name());
    }
    return Children.of(node).stream().flatMap(child -> label(child, text).stream()).findFirst();
  }
}
