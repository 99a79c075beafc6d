package dev.pagewalk.dsl.locks;

import dev.pagewalk.dsl.resolve.Resolution;
import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.ScenarioItem;
import dev.pagewalk.dsl.syntax.SourceUnit;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the texts of one scenario share: which function runs where one is called, and what each does with locks. */
final class LockContext {
  private static final Set<String> KINDS = Set.of("spinlock", "rwlock", "rwsem", "mutex", "bitlock", "section");

  /** Functions that call each other in a longer row than this are not followed. */
  private static final int MOST_CALLS = 60;

  private final Resolution resolution;
  private final Optional<Decl.Scenario> scenario;
  private final Mistakes mistakes;
  private final Set<Name> assigned;
  private final LibraryLocks library;
  private final Map<Decl.Fn, Effects> ofUser = new IdentityHashMap<>();
  private final Set<Decl.Fn> underWay = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<String, List<SyntaxPart.PatchEdit>> edits;
  private String running = "";

  /**
   * The context of a scenario, or of a function outside of all scenarios.
   *
   * @param assigned variables of the user's files that do not keep their first value
   * @param library what is known of its functions from others that change nothing in it; grows
   */
  LockContext(
      Resolution resolution, Optional<Decl.Scenario> scenario, Set<Name> assigned, LibraryLocks library,
      Mistakes mistakes) {
    this.library = library;
    this.resolution = resolution;
    this.scenario = scenario;
    this.assigned = assigned;
    this.mistakes = mistakes;
    List<Decl> decls = new ArrayList<>();
    resolution.units().forEach(unit -> decls.addAll(unit.decls()));
    scenario.stream().flatMap(each -> each.items().stream()).filter(ScenarioItem.Declaration.class::isInstance)
        .forEach(item -> decls.add(((ScenarioItem.Declaration) item).decl()));
    edits = LibraryLocks.edits(decls);
  }

  Resolution resolution() {
    return resolution;
  }

  /** What a call calls by name. */
  Optional<Symbol> callee(Expr.Call call) {
    return call.callee() instanceof Expr.Ref ref ? resolution.symbol(ref.name())
        : call.callee() instanceof Expr.Field field ? resolution.symbol(field.name()) : Optional.empty();
  }

  /** What runs where {@code function} is called. */
  Symbol.Function target(Symbol.Function function) {
    return scenario.map(s -> resolution.target(function, s)).orElse(function);
  }

  /** What patches put at a label of the function that is being followed. */
  List<SyntaxPart.PatchEdit> edits(Name label) {
    List<SyntaxPart.PatchEdit> all = new ArrayList<>(library.edits(running, label));
    all.addAll(edits.getOrDefault(LibraryLocks.key(running, label), List.of()));
    return all;
  }

  /** What a function does with locks. */
  Effects effects(Symbol.Function function) {
    Decl.Fn fn = function.decl();
    boolean isOwn = resolution.units().stream().map(SourceUnit::path).anyMatch(fn.span().path()::equals);
    Map<Decl.Fn, Effects> effects = isOwn ? ofUser : library.effects();
    Effects known = effects.get(fn);
    if (known != null) {
      return known;
    }
    if (fn.body().isEmpty()) {
      return ends(fn) ? new Effects(LockState.UNREACHED, LockState.UNREACHED) : Effects.NONE;
    }
    if (MOST_CALLS <= underWay.size() || !underWay.add(fn)) {
      return Effects.same(nothingKnown(LockState.START));
    }
    String outside = running;
    running = fn.name().text();
    Set<Name> changing = new HashSet<>(assigned);
    changing.addAll(Assigned.in(List.of(fn), resolution));
    BodyFlow flow = new BodyFlow(this, new LockNames(resolution, changing), mistakes, false);
    Effects[] found = new Effects[1];
    if (isOwn) {
      found[0] = flow.run(fn.body().get());
    } else {
      mistakes.quietly(() -> found[0] = flow.run(fn.body().get()));
    }
    running = outside;
    underWay.remove(fn);
    boolean isCondition = !found[0].ifTrue().agreesWith(found[0].ifFalse());
    Effects kept = isCondition ? found[0] : Effects.same(found[0].ifTrue());
    boolean doesNothing = !isCondition && kept.ifTrue().agreesWith(LockState.START);
    effects.put(fn, doesNothing ? Effects.NONE : kept);
    return effects.get(fn);
  }

  /** Whether a function of the machine ends the thread that calls it. */
  private static boolean ends(Decl.Fn fn) {
    return fn.name().text().equals("do_exit");
  }

  /** Nothing is known any more. */
  LockState nothingKnown(LockState state) {
    return state.isReached()
        ? new LockState(true, List.of(), List.of(), List.of(), Set.of(), new LinkedHashSet<>(KINDS), Optional.empty())
        : state;
  }
}
