package dev.pagewalk.exec;

import dev.pagewalk.hw.state.Words;
import dev.pagewalk.ir.CallSite;
import dev.pagewalk.ir.Function;
import dev.pagewalk.ir.Instruction;
import dev.pagewalk.ir.Op;
import dev.pagewalk.ir.Operand;
import dev.pagewalk.ir.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/**
 * Which words of a frame will not be read again: wherever a thread stands, and in the callers' frames while a call runs.
 * Whoever asks for it puts 0 there, so that what they held makes no state different.
 */
final class DeadLocals {
  private static final int[] NOTHING = {};

  private final Program program;
  private final int[][] atStop;
  private final int[][] duringCall;

  private final List<List<Integer>> liveAtStop;

  private DeadLocals(Program program, boolean isWanted) {
    this.program = program;
    liveAtStop = new ArrayList<>(Collections.nCopies(program.instructions().size(), List.of()));
    atStop = new int[program.instructions().size()][];
    duringCall = new int[program.callSites().size()][];
    Arrays.fill(atStop, NOTHING);
    Arrays.fill(duringCall, NOTHING);
    if (isWanted) {
      compute();
    }
  }

  /** The dead words of a program's frames; none if they are not wanted. */
  static DeadLocals of(Program program, boolean isWanted) {
    return new DeadLocals(program, isWanted);
  }

  /**
   * What stays of a dead word: what names an object does, since the slots of freed objects that are named are told apart
   * from others when one is allocated.
   */
  static long rest(long word) {
    return Words.isReference(word) || Words.isEntry(word) || Words.isFrame(word) ? word : 0;
  }

  /** The slots of the innermost frame that are dead when a thread stands before {@code pc}. */
  int[] atStop(int pc) {
    return atStop[pc];
  }

  /** The slots of the caller's frame that are dead while a call through {@code site} runs. */
  int[] duringCall(int site) {
    return duringCall[site];
  }

  private void compute() {
    List<Instruction> instructions = program.instructions();
    BitSet[] live = new BitSet[instructions.size() + 1];
    for (int i = 0; i < live.length; i++) {
      live[i] = new BitSet();
    }
    boolean changes = true;
    while (changes) {
      changes = false;
      for (int pc = instructions.size() - 1; 0 <= pc; pc--) {
        BitSet before = before(instructions.get(pc), pc, live);
        if (!before.equals(live[pc])) {
          live[pc] = before;
          changes = true;
        }
      }
    }
    for (int pc = 0; pc < instructions.size(); pc++) {
      Instruction instruction = instructions.get(pc);
      if (instruction.isStop()) {
        atStop[pc] = rest(instruction.function(), live[pc]);
        liveAtStop.set(pc, live[pc].stream().boxed().toList());
      }
      if (instruction.op() == Op.CALL) {
        CallSite site = program.callSites().get(instruction.a());
        BitSet kept = (BitSet) live[site.returnTo()].clone();
        define(site.result(), kept);
        duringCall[instruction.a()] = rest(instruction.function(), kept);
      }
    }
  }

  /** The slots of a function's frame that are not in {@code live}; slot 0 says where to return. */
  private int[] rest(int function, BitSet live) {
    Function body = program.functions().get(function);
    BitSet rest = new BitSet();
    rest.set(1, Math.max(1, body.frameSize()));
    rest.andNot(live);
    return rest.stream().toArray();
  }

  private BitSet before(Instruction instruction, int pc, BitSet[] live) {
    BitSet result = new BitSet();
    for (int next : next(instruction, pc)) {
      result.or(live[next]);
    }
    switch (instruction.op()) {
      case ZERO -> result.clear(instruction.a(), instruction.a() + instruction.b());
      case CALL -> {
        CallSite site = program.callSites().get(instruction.a());
        define(site.result(), result);
        use(site.arguments(), result);
      }
      case PURE, INTRINSIC -> {
        define(instruction.a(), result);
        use(program.intrinsicSites().get(instruction.b()).arguments(), result);
      }
      case MOVE, LOAD_FIXED, STORE_FIXED, BINARY, NOT, NEGATE, COMPLEMENT, JUMP, JUMP_IF_ZERO, JUMP_IF_SET, CHECK_RANGE,
          CHECK_INDEX, CHECK_NULL, FIELD_PLACE, ELEMENT_PLACE, RETURN, ASSERT, ASSUME, PASS, ATOMIC_END, REQUIRE,
          ASSERT_HELD, END, START, LOAD, LOAD_GLOBAL, LOAD_FIELD, STORE, STORE_GLOBAL, STORE_FIELD, UPDATE,
          COMPARE_EXCHANGE, ACQUIRE, TRY_ACQUIRE, RELEASE, DOWNGRADE, ATOMIC_BEGIN, CHOOSE, AFTER, ALLOCATE, FREE -> {
        String roles = instruction.op().roles();
        int[] operands = {instruction.a(), instruction.b(), instruction.c(), instruction.d()};
        for (int i = 0; i < operands.length; i++) {
          if (roles.charAt(i) == 'D') {
            define(operands[i], result);
          }
        }
        for (int i = 0; i < operands.length; i++) {
          if (roles.charAt(i) == 'U') {
            use(new int[] {operands[i]}, result);
          }
        }
      }
    }
    return result;
  }

  private List<Integer> next(Instruction instruction, int pc) {
    return switch (instruction.op()) {
      case JUMP -> List.of(instruction.a());
      case JUMP_IF_ZERO, JUMP_IF_SET -> List.of(pc + 1, instruction.b());
      case CALL -> List.of(program.callSites().get(instruction.a()).returnTo());
      case RETURN, END -> List.of();
      case MOVE, LOAD_FIXED, STORE_FIXED, BINARY, NOT, NEGATE, COMPLEMENT, CHECK_RANGE, CHECK_INDEX, CHECK_NULL, ZERO,
          FIELD_PLACE, ELEMENT_PLACE, ASSERT, ASSUME, PASS, PURE, ATOMIC_END, REQUIRE, ASSERT_HELD, START, LOAD,
          LOAD_GLOBAL, LOAD_FIELD, STORE, STORE_GLOBAL, STORE_FIELD, UPDATE, COMPARE_EXCHANGE, ACQUIRE, TRY_ACQUIRE,
          RELEASE, DOWNGRADE, INTRINSIC, ATOMIC_BEGIN, CHOOSE, AFTER, ALLOCATE, FREE -> List.of(pc + 1);
    };
  }

  private static void define(int operand, BitSet live) {
    if (Operand.kind(operand) == Operand.SLOT) {
      live.clear(Operand.number(operand));
    }
  }

  private static void use(int[] operands, BitSet live) {
    for (int operand : operands) {
      if (Operand.kind(operand) == Operand.SLOT) {
        live.set(Operand.number(operand));
      }
    }
  }

  /** The slots that may be read again by a thread that stands before {@code pc}; none where nothing is dead. */
  List<Integer> liveAtStop(int pc) {
    return liveAtStop.get(pc);
  }
}
