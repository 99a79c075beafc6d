package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who calls whom, where some functions take the place of others. */
final class CallGraph {
  /** A function on the way down, and the calls in it that are left to follow. */
  private record Visit(Symbol.Function function, Deque<Body.Call> left) {}

  private final World world;
  private final Replacements replacements;

  CallGraph(World world, Replacements replacements) {
    this.world = world;
    this.replacements = replacements;
  }

  /**
   * Reports functions that call each other in a circle.
   *
   * @param reported the calls that close circles reported before; grows
   */
  void checkCycles(List<Symbol.Function> roots, Set<Span> reported) {
    Map<Decl.Fn, Boolean> finished = new IdentityHashMap<>();
    for (Symbol.Function root : roots) {
      descend(root, finished, reported);
    }
  }

  private void descend(Symbol.Function root, Map<Decl.Fn, Boolean> finished, Set<Span> reported) {
    if (finished.containsKey(root.decl())) {
      return;
    }
    Deque<Visit> path = new ArrayDeque<>();
    enter(root, path, finished);
    while (!path.isEmpty()) {
      Visit visit = path.peekLast();
      Body.Call call = visit.left().poll();
      if (call == null) {
        finished.put(visit.function().decl(), true);
        path.removeLast();
        continue;
      }
      Symbol.Function called = replacements.target(call.function());
      Boolean state = finished.get(called.decl());
      if (state == null) {
        enter(called, path, finished);
      } else if (!state && reported.add(call.span())) {
        world.tables.report(NameDiagnostics.recursion(call.span(), cycle(path, called)));
      }
    }
  }

  private void enter(Symbol.Function function, Deque<Visit> path, Map<Decl.Fn, Boolean> finished) {
    finished.put(function.decl(), false);
    path.addLast(new Visit(function, new ArrayDeque<>(calls(function))));
  }

  private List<Body.Call> calls(Symbol.Function function) {
    Body body = world.bodies.get(function.decl());
    return body == null ? List.of() : body.calls;
  }

  private static List<String> cycle(Deque<Visit> path, Symbol.Function closes) {
    List<String> names = new ArrayList<>();
    for (Visit visit : path) {
      if (!names.isEmpty() || visit.function().decl() == closes.decl()) {
        names.add(visit.function().declared().text());
      }
    }
    names.add(closes.declared().text());
    return names;
  }

  /** The labels of {@code body} and of everything that it can call. */
  Set<String> labels(Body body) {
    Set<String> labels = new LinkedHashSet<>(body.labels);
    Set<Decl.Fn> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Body> open = new ArrayDeque<>(List.of(body));
    while (!open.isEmpty()) {
      for (Body.Call call : open.poll().calls) {
        Decl.Fn called = replacements.target(call.function()).decl();
        Body inside = world.bodies.get(called);
        if (inside != null && seen.add(called)) {
          labels.addAll(inside.labels);
          open.add(inside);
        }
      }
    }
    return labels;
  }
}
