package dev.pagewalk.exec;

import dev.pagewalk.hw.state.State;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.ir.Instruction;
import dev.pagewalk.ir.Operand;
import dev.pagewalk.ir.Program;
import java.util.List;

/** Which instructions read or write one word, how they are written, and which word it is. */
final class Accesses {
  /** The instruction reads or writes one word. */
  static final int WORD = 1;

  /** It writes it, or may. */
  static final int WRITE = 1 << 1;

  /** It is a plain access. */
  static final int PLAIN = 1 << 2;

  /** It is plain, and meant to race. */
  static final int INTENDED = 1 << 3;

  /** It is an operation of the machine or the kernel, or an atomic block: one step on several words, as a whole. */
  static final int WHOLE = 1 << 4;

  /** It chooses: the access comes behind it, in the same step. */
  static final int CHOICE = 1 << 5;

  private final int[] kinds;
  private final int[] pointers;
  private final int[] offsets;
  private final long[] constants;

  Accesses(Program program) {
    List<Instruction> instructions = program.instructions();
    kinds = new int[instructions.size()];
    pointers = new int[instructions.size()];
    offsets = new int[instructions.size()];
    constants = program.constants();
    for (int pc = 0; pc < kinds.length; pc++) {
      Instruction each = instructions.get(pc);
      kinds[pc] = each.isStop() ? kind(each) : 0;
      decode(each, pc);
    }
  }

  private static int kind(Instruction instruction) {
    int written = switch (instruction.access()) {
      case PLAIN -> PLAIN;
      case INTENDED -> INTENDED;
      case MARKED -> 0;
    };
    return switch (instruction.op()) {
      case LOAD, LOAD_GLOBAL, LOAD_FIELD -> WORD | written;
      case STORE, STORE_GLOBAL, STORE_FIELD -> WORD | WRITE | written;
      case UPDATE, COMPARE_EXCHANGE -> WORD | WRITE;
      case INTRINSIC, ATOMIC_BEGIN -> WHOLE;
      case CHOOSE -> CHOICE;
      default -> 0;
    };
  }

  private void decode(Instruction each, int pc) {
    switch (each.op()) {
      case LOAD, UPDATE, COMPARE_EXCHANGE -> pointers[pc] = each.b();
      case STORE -> pointers[pc] = each.a();
      case LOAD_FIELD -> {
        pointers[pc] = each.b();
        offsets[pc] = each.c();
      }
      case STORE_FIELD -> {
        pointers[pc] = each.a();
        offsets[pc] = each.c();
      }
      case LOAD_GLOBAL -> {
        pointers[pc] = Operand.NONE;
        offsets[pc] = each.b();
      }
      case STORE_GLOBAL -> {
        pointers[pc] = Operand.NONE;
        offsets[pc] = each.a();
      }
      default -> {}
    }
  }

  /** What the instruction at {@code pc} does, as bits; 0 if it touches nothing that a plain access can touch. */
  int kind(int pc) {
    return kinds[pc];
  }

  /** Whether two accesses to the same word, by different agents, may not be made at the same time. */
  static boolean conflict(int kind, int other) {
    return ((kind | other) & WRITE) != 0 && ((kind | other) & (PLAIN | INTENDED)) != 0;
  }

  /**
   * The index of the word that an instruction accesses; 0 if its reference is null.
   *
   * @param frame index of the first word of the frame in which it runs
   * @param registers scratch values, which no instruction uses before which a thread stands
   */
  int word(State state, int pc, int frame, long[] registers) {
    int operand = pointers[pc];
    if (operand == Operand.NONE) {
      return offsets[pc];
    }
    int number = Operand.number(operand);
    long pointer = switch (Operand.kind(operand)) {
      case Operand.SLOT -> state.peek(frame + number);
      case Operand.REGISTER -> registers[number];
      default -> constants[number];
    };
    return pointer == 0 ? 0 : Words.index(pointer) + offsets[pc];
  }
}
