package dev.pagewalk.lower;

import dev.pagewalk.dsl.resolve.Resolution;
import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.ScenarioItem;
import dev.pagewalk.ir.Family;
import dev.pagewalk.ir.Instruction;
import dev.pagewalk.ir.IntrinsicSite;
import dev.pagewalk.ir.Op;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Families of threads whose members do the same, and those of them whose members can be exchanged for each other. */
final class Families {
  /** Operations of which it is known where they say who has called them: a word of each agent, a bit of a mask. */
  private static final Set<String> KNOWN = Set.of("rcu_read_lock", "rcu_read_unlock", "kfree_rcu", "might_sleep");

  /** Waiting for whoever reads now: who waits for whom is more than each member's own affair, if a member waits. */
  private static final Set<String> WAITS = Set.of("synchronize_rcu_start", "synchronize_rcu_wait");

  /** Marks in what other CPUs have cached, of which each says whose broadcast it is, in an order that they change. */
  private static final Set<String> MARKS = Set.of("__tlbi", "dsb_ish");

  /** In how many ways members may be exchanged where each of them costs something with each step. */
  private static final int EXCHANGES = 24;

  private final Resolution resolution;
  private final List<ThreadPlan> threads;
  private final boolean keepsResults;
  private final Map<ScenarioItem.Thread, Boolean> alike = new IdentityHashMap<>();

  /** {@code keepsResults}: threads leave behind, each in words of its own, what properties or tables ask for. */
  Families(Resolution resolution, List<ThreadPlan> threads, boolean keepsResults) {
    this.resolution = resolution;
    this.threads = threads;
    this.keepsResults = keepsResults;
  }

  /** Whether all members have the same code: none of it depends on which one runs it. */
  boolean isAlike(ScenarioItem.Thread thread) {
    return alike.computeIfAbsent(thread, this::compute);
  }

  private boolean compute(ScenarioItem.Thread thread) {
    return !keepsResults && !forks() && !namesItself(thread);
  }

  private boolean forks() {
    return threads.stream().anyMatch(ThreadPlan::forked);
  }

  private boolean namesItself(ScenarioItem.Thread thread) {
    boolean[] namesItself = {false};
    new Walk(statement -> {}, expr -> namesItself[0] |= expr instanceof Expr.Ref ref
        && resolution.symbol(ref.name()).orElse(null) instanceof Symbol.Self).visit(thread.body());
    return namesItself[0];
  }

  /**
   * The families that are declared symmetric. They can be exchanged member by member if they run the same code, each
   * member on a CPU of its own, and it is known which words say who is meant: no instruction of the program may leave
   * another trace of who executed it. Without the kernel only locks and the books of RCU do; with it {@link
   * dev.pagewalk.ir.WordOwners} says which, and a member's share of the slots goes with it. Which slot an object has
   * depends on who made it, but means nothing.
   *
   * @param bodies for each thread the function that it runs
   */
  List<Family> declared(ProgramBuilder built, List<Integer> bodies, boolean usesKernel, boolean awaits) {
    Map<ScenarioItem.Thread, List<Integer>> members = new LinkedHashMap<>();
    IntStream.range(0, threads.size())
        .filter(i -> threads.get(i).decl().symmetric())
        .forEach(i -> members.computeIfAbsent(threads.get(i).decl(), key -> new ArrayList<>()).add(i));
    if (members.isEmpty()) {
      return List.of();
    }
    Optional<String> ofAll = awaits
        ? Optional.of("a thread waits for another with `after`") : trace(built, members, bodies, usesKernel);
    List<Family> families = new ArrayList<>();
    int exchanges = 1;
    for (Map.Entry<ScenarioItem.Thread, List<Integer>> each : members.entrySet()) {
      ScenarioItem.Thread thread = each.getKey();
      int ways = IntStream.rangeClosed(1, Math.min(each.getValue().size(), 6)).reduce(exchanges, (a, b) -> a * b);
      boolean isTooMany = usesKernel && EXCHANGES < ways;
      if (1 < each.getValue().size()) {
        Optional<String> why = ofOne(thread).or(() -> ofAll).or(() -> isTooMany
            ? Optional.of("members can change places in more than " + EXCHANGES + " ways") : Optional.empty());
        families.add(new Family(thread.name().text(), each.getValue(), why));
        exchanges = why.isPresent() ? exchanges : ways;
      }
    }
    return families;
  }

  /** Why the members of one family differ, if they do. */
  private Optional<String> ofOne(ScenarioItem.Thread thread) {
    if (namesItself(thread)) {
      return Optional.of("it names `self`");
    }
    if (thread.cpu().isPresent()) {
      return Optional.of("its members share a CPU");
    }
    if (keepsResults) {
      return Optional.of("it is asked with which values single threads end");
    }
    return forks() ? Optional.of("a process is forked") : Optional.empty();
  }

  /** The first instruction that leaves a trace of who executed it, in words. */
  private static Optional<String> trace(
      ProgramBuilder built, Map<ScenarioItem.Thread, List<Integer>> members, List<Integer> bodies, boolean usesKernel) {
    Set<Integer> own = new TreeSet<>();
    members.values().forEach(agents -> agents.forEach(agent -> reach(bodies.get(agent), built, own)));
    return built.instructions().stream()
        .map(each -> trace(each, built.intrinsicSites(), own.contains(each.function()), usesKernel))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Adds {@code function} and all that it can call. */
  private static void reach(int function, ProgramBuilder built, Set<Integer> reached) {
    if (reached.add(function)) {
      built.instructions().stream()
          .filter(each -> each.function() == function && each.op() == Op.CALL)
          .forEach(each -> reach(built.callSites().get(each.a()).callee(), built, reached));
    }
  }

  /** {@code byMember}: a member of a family may execute it. */
  private static Optional<String> trace(
      Instruction instruction, List<IntrinsicSite> intrinsics, boolean byMember, boolean usesKernel) {
    return switch (instruction.op()) {
      case PURE, INTRINSIC -> {
        String name = intrinsics.get(instruction.b()).binding().name();
        boolean isKnown = usesKernel
            ? !byMember || !MARKS.contains(name)
            : KNOWN.contains(name) || !byMember && WAITS.contains(name);
        yield isKnown ? Optional.empty() : Optional.of("`" + name + "` leaves behind who called it");
      }
      case START, AFTER, PASS, STORE_FIXED -> Optional.of("a thread leaves behind how far it came");
      case MOVE, LOAD_FIXED, BINARY, NOT, NEGATE, COMPLEMENT, JUMP, JUMP_IF_ZERO, JUMP_IF_SET, CHECK_RANGE, CHECK_INDEX,
          CHECK_NULL, ZERO, FIELD_PLACE, ELEMENT_PLACE, CALL, RETURN, ASSERT, ASSUME, ATOMIC_END, REQUIRE, ASSERT_HELD,
          END, LOAD, LOAD_GLOBAL, LOAD_FIELD, STORE, STORE_GLOBAL, STORE_FIELD, UPDATE, COMPARE_EXCHANGE, ACQUIRE,
          TRY_ACQUIRE, RELEASE, DOWNGRADE, ATOMIC_BEGIN, CHOOSE, ALLOCATE, FREE -> Optional.empty();
    };
  }
}
