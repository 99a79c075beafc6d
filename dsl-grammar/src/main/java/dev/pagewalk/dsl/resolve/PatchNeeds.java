package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Name;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Finds patches that need each other in a circle. */
final class PatchNeeds {
  /** A patch on the way down, and the names that are left to follow. */
  private record Visit(Decl.Patch patch, Deque<Name> left) {}

  private final Tables tables;
  private final Map<Decl.Patch, Boolean> finished = new IdentityHashMap<>();

  PatchNeeds(Tables tables) {
    this.tables = tables;
  }

  void check(List<Decl> decls) {
    for (Decl decl : decls) {
      if (decl instanceof Decl.Patch patch && !finished.containsKey(patch)) {
        descend(patch);
      }
    }
  }

  private void descend(Decl.Patch root) {
    Deque<Visit> path = new ArrayDeque<>();
    enter(root, path);
    while (!path.isEmpty()) {
      Visit visit = path.peekLast();
      Name name = visit.left().poll();
      if (name == null) {
        finished.put(visit.patch(), true);
        path.removeLast();
      } else if (tables.symbols.get(name) instanceof Symbol.Patch needed) {
        Boolean state = finished.get(needed.decl());
        if (state == null) {
          enter(needed.decl(), path);
        } else if (!state) {
          tables.report(ScenarioDiagnostics.patchCycle(name, cycle(path, needed.decl())));
        }
      }
    }
  }

  private void enter(Decl.Patch patch, Deque<Visit> path) {
    finished.put(patch, false);
    path.addLast(new Visit(patch, new ArrayDeque<>(patch.needs())));
  }

  private static List<String> cycle(Deque<Visit> path, Decl.Patch closes) {
    List<String> names = new ArrayList<>();
    for (Visit visit : path) {
      if (!names.isEmpty() || visit.patch() == closes) {
        names.add(visit.patch().name().text());
      }
    }
    names.add(closes.name().text());
    return names;
  }
}
