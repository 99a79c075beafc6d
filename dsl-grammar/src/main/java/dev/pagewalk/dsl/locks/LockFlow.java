package dev.pagewalk.dsl.locks;

import dev.pagewalk.dsl.diagnostic.Code;
import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.resolve.Resolution;
import dev.pagewalk.dsl.syntax.Children;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.Node;
import dev.pagewalk.dsl.syntax.ScenarioItem;
import dev.pagewalk.dsl.syntax.Stmt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what a thread certainly does wrong with locks, whatever the others do: it gives back what it does not hold,
 * waits for what it holds, or ends with a lock.
 *
 * <p>Functions are followed into, those of the library too; what two ways do differently is not known where they meet,
 * and about that nothing is said. A scenario that expects the mistake is not told of it.
 */
public final class LockFlow {
  private final Resolution resolution;

  private LockFlow(Resolution resolution) {
    this.resolution = resolution;
  }

  /** What is wrong in the scenarios of the user's file, in the order of the text. Never throws, whatever is in it. */
  public static List<Diagnostic> check(Resolution resolution) {
    return check(resolution, new LibraryLocks(resolution.library()));
  }

  /**
   * The same where something may be known of the library's functions.
   *
   * @param library of the library that the file was resolved with; what is found out about its functions goes there
   */
  public static List<Diagnostic> check(Resolution resolution, LibraryLocks library) {
    synchronized (library) {
      return new LockFlow(resolution).check(library);
    }
  }

  private List<Diagnostic> check(LibraryLocks library) {
    Set<Name> assigned = Assigned.in(resolution.units(), resolution);
    LibraryLocks ofFiles = unchanged(resolution, library);
    List<Diagnostic> all = new ArrayList<>();
    for (Decl.Scenario scenario : resolution.scenarios()) {
      Mistakes mistakes = new Mistakes(code -> !isExpected(code, scenario));
      LockContext context =
          new LockContext(resolution, Optional.of(scenario), assigned, known(scenario, ofFiles), mistakes);
      for (Stmt.Block body : threads(scenario)) {
        new BodyFlow(context, new LockNames(resolution, assigned), mistakes, true).run(body);
      }
      NewObjects objects = new NewObjects(resolution, scenario, mistakes);
      objects.check(scenario);
      resolution.units().forEach(unit -> unit.decls().stream()
          .filter(Decl.Fn.class::isInstance).forEach(objects::check));
      all.addAll(mistakes.found());
    }
    return all.stream().distinct().toList();
  }

  /** What is known of the library's functions where the user's files are: nothing if these change some. */
  static LibraryLocks unchanged(Resolution resolution, LibraryLocks library) {
    return resolution.units().stream().flatMap(unit -> unit.decls().stream()).anyMatch(LockFlow::changesFunctions)
        ? library.anew() : library;
  }

  /** What is known of the library's functions in a scenario: nothing if it changes some. */
  static LibraryLocks known(Decl.Scenario scenario, LibraryLocks ofFiles) {
    return changesFunctions(scenario) ? ofFiles.anew() : ofFiles;
  }

  /** Whether functions of the library do something else in this scenario than in others. */
  private static boolean changesFunctions(Decl.Scenario scenario) {
    return scenario.items().stream().anyMatch(
        item -> item instanceof ScenarioItem.Declaration declaration && changesFunctions(declaration.decl()));
  }

  private static boolean changesFunctions(Decl decl) {
    return decl instanceof Decl.Patch || decl instanceof Decl.Fn fn && fn.kind() == Decl.FnKind.REPLACE;
  }

  /** The texts of a scenario's threads, and of the children that they fork. */
  static List<Stmt.Block> threads(Decl.Scenario scenario) {
    List<Stmt.Block> bodies = new ArrayList<>();
    for (ScenarioItem item : scenario.items()) {
      if (item instanceof ScenarioItem.Thread thread) {
        bodies.add(thread.body());
        Deque<Node> open = new ArrayDeque<>(List.of(thread.body()));
        while (!open.isEmpty()) {
          Node node = open.poll();
          if (node instanceof Expr.Call call) {
            call.block().ifPresent(bodies::add);
          }
          open.addAll(Children.of(node));
        }
      }
    }
    return bodies;
  }

  private static boolean isExpected(Code code, Decl.Scenario scenario) {
    return scenario.items().stream()
        .filter(ScenarioItem.Expect.class::isInstance)
        .map(ScenarioItem.Expect.class::cast)
        .anyMatch(expect -> isAbout(code, expect));
  }

  private static boolean isAbout(Code code, ScenarioItem.Expect expect) {
    String subject = expect.subject().map(Name::text).orElse("");
    boolean ofRule = expect.verdict().text().equals("lock_rule");
    return switch (code) {
      case LOCK_TAKEN_TWICE -> expect.verdict().text().equals("deadlock");
      case LOCK_NOT_HELD -> ofRule && (subject.isEmpty() || subject.equals("unlock_without_lock"));
      case LOCK_HELD_AT_END -> ofRule && (subject.isEmpty() || subject.equals("held_at_exit"));
      case LOCK_NOT_INITIALISED -> ofRule && (subject.isEmpty() || subject.equals("not_initialised"));
      default -> false;
    };
  }
}
