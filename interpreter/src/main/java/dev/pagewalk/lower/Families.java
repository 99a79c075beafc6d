package dev.pagewalk.lower;

import dev.pagewalk.dsl.resolve.Resolution;
import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.ScenarioItem;
import dev.pagewalk.ir.Instruction;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Families of threads whose members do the same, and those of them whose members can be exchanged for each other. */
final class Families {
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
    if (keepsResults || threads.stream().anyMatch(ThreadPlan::forked)) {
      return false;
    }
    boolean[] namesItself = {false};
    new Walk(statement -> {}, expr -> namesItself[0] |= expr instanceof Expr.Ref ref
        && resolution.symbol(ref.name()).orElse(null) instanceof Symbol.Self).visit(thread.body());
    return !namesItself[0];
  }

  /**
   * The families that are declared symmetric and can be exchanged member by member. They run the same code, each member
   * on a CPU of its own, and only locks say who holds them: no instruction of the program may leave another trace of who
   * executed it, as an allocation does (by the slot that it takes) or an operation of RCU.
   */
  List<List<Integer>> exchangeable(List<Instruction> instructions) {
    boolean leavesTraces = instructions.stream().anyMatch(instruction -> switch (instruction.op()) {
      case PURE, INTRINSIC, ALLOCATE, FREE, START, AFTER, PASS, STORE_FIXED -> true;
      case MOVE, LOAD_FIXED, BINARY, NOT, NEGATE, COMPLEMENT, JUMP, JUMP_IF_ZERO, JUMP_IF_SET, CHECK_RANGE, CHECK_INDEX,
          CHECK_NULL, ZERO, FIELD_PLACE, ELEMENT_PLACE, CALL, RETURN, ASSERT, ASSUME, ATOMIC_END, REQUIRE, ASSERT_HELD,
          END, LOAD, LOAD_GLOBAL, LOAD_FIELD, STORE, STORE_GLOBAL, STORE_FIELD, UPDATE, COMPARE_EXCHANGE, ACQUIRE,
          TRY_ACQUIRE, RELEASE, DOWNGRADE, ATOMIC_BEGIN, CHOOSE -> false;
    });
    if (leavesTraces) {
      return List.of();
    }
    Map<ScenarioItem.Thread, List<Integer>> members = new LinkedHashMap<>();
    IntStream.range(0, threads.size())
        .filter(i -> threads.get(i).decl().symmetric() && threads.get(i).decl().cpu().isEmpty())
        .filter(i -> isAlike(threads.get(i).decl()))
        .forEach(i -> members.computeIfAbsent(threads.get(i).decl(), key -> new ArrayList<>()).add(i));
    return members.values().stream().filter(family -> 1 < family.size()).map(List::copyOf).toList();
  }
}
