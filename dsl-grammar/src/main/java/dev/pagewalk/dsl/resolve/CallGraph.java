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
import java.util.Optional;
import java.util.Set;

/** Who calls whom, where some functions take the place of others. */
final class CallGraph {
  /** A function on the way down, the call that led to it, and the calls in it that are left to follow. */
  private record Visit(Symbol.Function function, Optional<Body.Call> from, Deque<Body.Call> left) {}

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
    enter(root, Optional.empty(), path, finished);
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
        enter(called, Optional.of(call), path, finished);
      } else if (!state) {
        report(circle(path, called, call), reported);
      }
    }
  }

  private void enter(
      Symbol.Function function, Optional<Body.Call> from, Deque<Visit> path, Map<Decl.Fn, Boolean> finished) {
    finished.put(function.decl(), false);
    path.addLast(new Visit(function, from, new ArrayDeque<>(calls(function))));
  }

  private List<Body.Call> calls(Symbol.Function function) {
    Body body = world.bodies.get(function.decl());
    return body == null ? List.of() : body.calls;
  }

  /** The calls of a circle, in their order; the last one closes it. */
  private static List<Body.Call> circle(Deque<Visit> path, Symbol.Function first, Body.Call closing) {
    List<Body.Call> calls = new ArrayList<>();
    boolean inside = false;
    for (Visit visit : path) {
      if (inside) {
        visit.from().ifPresent(calls::add);
      }
      inside = inside || visit.function().decl() == first.decl();
    }
    calls.add(closing);
    return calls;
  }

  /** Reports a circle at a call in the user's files, if one of its calls stands there. */
  private void report(List<Body.Call> circle, Set<Span> reported) {
    int last = circle.size() - 1;
    for (int i = last; 0 <= i; i--) {
      if (world.isUserFile(circle.get(i).span().path())) {
        last = i;
        break;
      }
    }
    if (!reported.add(circle.get(last).span())) {
      return;
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i <= circle.size(); i++) {
      names.add(circle.get((last + i) % circle.size()).function().declared().text());
    }
    world.tables.report(NameDiagnostics.recursion(circle.get(last).span(), names));
  }

  /**
   * The labels of {@code body} and of everything that it can call; empty if it calls something unknown, which may have
   * others.
   */
  Optional<Set<String>> labels(Body body) {
    Set<String> labels = new LinkedHashSet<>();
    Set<Body> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Body> open = new ArrayDeque<>(List.of(body));
    while (!open.isEmpty()) {
      Body next = open.poll();
      if (next.callsUnknown) {
        return Optional.empty();
      }
      labels.addAll(next.labels);
      for (Body.Call call : next.calls) {
        Body called = world.bodies.get(replacements.target(call.function()).decl());
        if (called != null && seen.add(called)) {
          open.add(called);
        }
      }
    }
    return Optional.of(labels);
  }
}
