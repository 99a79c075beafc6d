package dev.pagewalk.lower;

import dev.pagewalk.dsl.resolve.Resolution;
import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.ScenarioItem;
import dev.pagewalk.ir.Family;
import dev.pagewalk.ir.Instruction;
import dev.pagewalk.ir.IntrinsicSite;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
   * member on a CPU of its own, and only locks say who holds them: no instruction of the program may leave another
   * trace of who executed it, as an allocation does (by the slot that it takes) or an operation of RCU.
   */
  List<Family> declared(
      List<Instruction> instructions, List<IntrinsicSite> intrinsics, boolean usesKernel, boolean awaits) {
    Map<ScenarioItem.Thread, List<Integer>> members = new LinkedHashMap<>();
    IntStream.range(0, threads.size())
        .filter(i -> threads.get(i).decl().symmetric())
        .forEach(i -> members.computeIfAbsent(threads.get(i).decl(), key -> new ArrayList<>()).add(i));
    if (members.isEmpty()) {
      return List.of();
    }
    Optional<String> ofAll = usesKernel
        ? Optional.of("what the kernel's functions leave behind says which CPU ran them")
        : awaits ? Optional.of("a thread waits for another with `after`") : trace(instructions, intrinsics);
    List<Family> families = new ArrayList<>();
    members.forEach((thread, agents) -> {
      if (1 < agents.size()) {
        families.add(new Family(thread.name().text(), agents, ofOne(thread).or(() -> ofAll)));
      }
    });
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
  private static Optional<String> trace(List<Instruction> instructions, List<IntrinsicSite> intrinsics) {
    return instructions.stream().map(instruction -> trace(instruction, intrinsics)).flatMap(Optional::stream).findFirst();
  }

  private static Optional<String> trace(Instruction instruction, List<IntrinsicSite> intrinsics) {
    return switch (instruction.op()) {
      case PURE, INTRINSIC -> Optional.of(
          "`" + intrinsics.get(instruction.b()).binding().name() + "` leaves behind who called it");
      case ALLOCATE -> Optional.of("where an object lies says who allocated it");
      case FREE -> Optional.of("an object ends");
      case START, AFTER, PASS, STORE_FIXED -> Optional.of("a thread leaves behind how far it came");
      case MOVE, LOAD_FIXED, BINARY, NOT, NEGATE, COMPLEMENT, JUMP, JUMP_IF_ZERO, JUMP_IF_SET, CHECK_RANGE, CHECK_INDEX,
          CHECK_NULL, ZERO, FIELD_PLACE, ELEMENT_PLACE, CALL, RETURN, ASSERT, ASSUME, ATOMIC_END, REQUIRE, ASSERT_HELD,
          END, LOAD, LOAD_GLOBAL, LOAD_FIELD, STORE, STORE_GLOBAL, STORE_FIELD, UPDATE, COMPARE_EXCHANGE, ACQUIRE,
          TRY_ACQUIRE, RELEASE, DOWNGRADE, ATOMIC_BEGIN, CHOOSE -> Optional.empty();
    };
  }
}
