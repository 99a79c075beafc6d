package dev.pagewalk.dsl.locks;

import dev.pagewalk.dsl.resolve.Resolution;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.ScenarioItem;
import dev.pagewalk.dsl.syntax.SourceUnit;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.Stmt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which locks are held at the places of a file at which that changes: behind a statement that takes or gives back locks,
 * itself or in what it calls, and at the beginning of a block that is entered with others. In a function only what it
 * has taken itself is known.
 */
public final class HeldLocks {
  private final Resolution resolution;
  private final LibraryLocks library;
  private final NavigableMap<Integer, Here> found = new TreeMap<>();

  /** What is held at the places of {@link #found}. */
  private final NavigableMap<Integer, List<Held>> seen = new TreeMap<>();

  private HeldLocks(Resolution resolution, LibraryLocks library) {
    this.resolution = resolution;
    this.library = library;
  }

  /**
   * What is held from a place on.
   *
   * @param locks what is certainly held, in the order in which it was taken, as it is written: {@code P.mm.mmap_lock(r)}
   * @param perhaps what was held on the way here and may still be
   * @param isAll whether nothing else is held
   */
  public record Here(int offset, List<String> locks, List<String> perhaps, boolean isAll) {
    public Here {
      locks = List.copyOf(locks);
      perhaps = List.copyOf(perhaps);
    }

    private boolean isLike(Here other) {
      return locks.equals(other.locks) && perhaps.equals(other.perhaps) && isAll == other.isAll;
    }
  }

  /**
   * What is held in the threads and functions of a file.
   *
   * @param library of the library that the file was resolved with; what is found out about its functions goes there
   * @param unit one of the files of {@code resolution}
   */
  public static List<Here> of(Resolution resolution, LibraryLocks library, SourceUnit unit) {
    synchronized (library) {
      HeldLocks held = new HeldLocks(resolution, LockFlow.unchanged(resolution, library));
      held.texts(unit);
      return List.copyOf(held.found.values());
    }
  }

  private void texts(SourceUnit unit) {
    Set<Name> assigned = new HashSet<>(Assigned.in(resolution.units(), resolution));
    for (Decl decl : unit.decls()) {
      if (decl instanceof Decl.Fn fn) {
        function(fn, Optional.empty(), assigned);
      } else if (decl instanceof Decl.Scenario scenario) {
        LockFlow.threads(scenario).forEach(body -> follow(body, Optional.of(scenario), assigned));
        scenario.items().stream()
            .filter(ScenarioItem.Declaration.class::isInstance)
            .map(item -> ((ScenarioItem.Declaration) item).decl())
            .filter(Decl.Fn.class::isInstance)
            .forEach(fn -> function((Decl.Fn) fn, Optional.of(scenario), assigned));
      }
    }
  }

  private void function(Decl.Fn fn, Optional<Decl.Scenario> scenario, Set<Name> assigned) {
    Set<Name> changing = new HashSet<>(assigned);
    changing.addAll(Assigned.in(List.of(fn), resolution));
    fn.body().ifPresent(body -> follow(body, scenario, changing));
  }

  private void follow(Stmt.Block body, Optional<Decl.Scenario> scenario, Set<Name> assigned) {
    Mistakes untold = new Mistakes(code -> false);
    LibraryLocks known = scenario.map(each -> LockFlow.known(each, library)).orElse(library);
    LockContext context = new LockContext(resolution, scenario, assigned, known, untold);
    new BodyFlow(context, new LockNames(resolution, assigned), untold, false).watchedBy(this::change).run(body);
  }

  private void change(Span place, boolean isJoined, LockState before, LockState after) {
    if (!after.isReached()) {
      return;
    }
    List<String> now = texts(after.held());
    List<String> perhaps = isJoined ? texts(lost(place, before, after)) : new ArrayList<>();
    perhaps.removeAll(now);
    if (!perhaps.isEmpty() || !now.equals(texts(before.held()))) {
      boolean isAll = after.unsure().isEmpty() && after.unsureKinds().isEmpty();
      Here here = new Here(place.end(), now, perhaps, isAll);
      Map.Entry<Integer, Here> last = found.lowerEntry(place.end());
      boolean isKnown = isJoined && last != null && place.start() < last.getKey() && here.isLike(last.getValue());
      if (!isKnown) {
        found.put(place.end(), here);
        seen.put(place.end(), after.held());
      }
    }
  }

  /** What was held before a statement, or in one of the ways through it, and of which nothing is known behind it. */
  private List<Held> lost(Span place, LockState before, LockState after) {
    List<Held> earlier = new ArrayList<>(before.held());
    seen.subMap(place.start(), false, place.end(), true).values().forEach(earlier::addAll);
    return earlier.stream().filter(each -> !after.isSure(each.lock())).toList();
  }

  private static List<String> texts(List<Held> locks) {
    Set<String> texts = new LinkedHashSet<>();
    for (Held held : locks) {
      boolean hasModes = held.lock().kind().startsWith("rw");
      texts.add(held.lock().text() + (!hasModes ? "" : held.isShared() ? "(r)" : "(w)"));
    }
    return new ArrayList<>(texts);
  }
}
