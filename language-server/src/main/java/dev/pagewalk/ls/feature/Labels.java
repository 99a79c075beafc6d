package dev.pagewalk.ls.feature;

import dev.pagewalk.dsl.resolve.Resolution;
import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.syntax.Children;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.Node;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.Stmt;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Labels in statements, and who names them: {@code after t.label}, which waits for the first label of that name that the
 * thread passes in its own text or in a function that it calls, and {@code in f at label} of patches.
 */
final class Labels {
  private final Resolution resolution;

  private Labels(FileView view) {
    resolution = view.resolution();
  }

  /**
   * A name of labels at a place.
   *
   * @param here the name that stands there
   * @param declared where the labels are that it may mean, the nearest first
   */
  record Named(Name here, List<Span> declared) {
    Named {
      declared = List.copyOf(declared);
    }
  }

  /** The label that is named at {@code offset}, or that stands there; empty if there is none, or nobody has it. */
  static Optional<Named> at(FileView view, int offset) {
    Labels labels = new Labels(view);
    for (Node node : view.around(offset).reversed()) {
      Optional<Named> found = labels.named(node)
          .filter(named -> named.here().span().touches(offset) && !named.declared().isEmpty());
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** Every name of a label in the file. */
  static List<Named> in(FileView view) {
    Labels labels = new Labels(view);
    List<Named> all = new ArrayList<>();
    Deque<Node> open = new ArrayDeque<>(List.of(view.unit()));
    while (!open.isEmpty()) {
      Node node = open.pop();
      labels.named(node).filter(named -> !named.here().isMissing()).ifPresent(all::add);
      Children.of(node).reversed().forEach(open::push);
    }
    return all;
  }

  private Optional<Named> named(Node node) {
    return switch (node) {
      case Stmt.Label label -> Optional.of(new Named(label.name(), List.of(label.name().span())));
      case Stmt.After after -> Optional.of(new Named(after.label(), passed(after)));
      case SyntaxPart.PatchEdit edit -> Optional.of(new Named(edit.label(), patched(edit)));
      default -> Optional.empty();
    };
  }

  private List<Span> passed(Stmt.After after) {
    Optional<Decl.Scenario> scenario = resolution.scenarios().stream()
        .filter(each -> each.span().path().equals(after.span().path())
            && each.span().start() <= after.span().start() && after.span().end() <= each.span().end())
        .findFirst();
    return resolution.symbol(after.thread())
        .filter(Symbol.Thread.class::isInstance)
        .map(symbol -> reached(((Symbol.Thread) symbol).decl(), scenario, after.label().text()))
        .orElse(List.of());
  }

  private List<Span> patched(SyntaxPart.PatchEdit edit) {
    Set<Span> found = new LinkedHashSet<>();
    resolution.symbol(edit.function())
        .filter(Symbol.Function.class::isInstance)
        .ifPresent(symbol -> labels(((Symbol.Function) symbol).decl(), edit.label().text(), found));
    return List.copyOf(found);
  }

  /** In the thread itself, then in what it calls, level by level. */
  private List<Span> reached(Node thread, Optional<Decl.Scenario> scenario, String text) {
    Set<Span> found = new LinkedHashSet<>();
    Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Node> open = new ArrayDeque<>(List.of(thread));
    while (!open.isEmpty()) {
      Node body = open.poll();
      labels(body, text, found);
      called(body, scenario, seen, open);
    }
    return List.copyOf(found);
  }

  private void called(Node node, Optional<Decl.Scenario> scenario, Set<Node> seen, Deque<Node> open) {
    if (node instanceof Expr.Call call && call.callee() instanceof Expr.Ref ref
        && resolution.symbol(ref.name()).orElse(null) instanceof Symbol.Function function) {
      Decl.Fn target = scenario.map(each -> resolution.target(function, each)).orElse(function).decl();
      if (seen.add(target)) {
        open.add(target);
      }
    }
    Children.of(node).forEach(child -> called(child, scenario, seen, open));
  }

  private static void labels(Node node, String text, Set<Span> found) {
    if (node instanceof Stmt.Label label && label.name().text().equals(text)) {
      found.add(label.name().span());
    }
    Children.of(node).forEach(child -> labels(child, text, found));
  }
}
