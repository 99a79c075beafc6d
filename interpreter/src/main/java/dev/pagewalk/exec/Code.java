package dev.pagewalk.exec;

import dev.pagewalk.ir.Instruction;
import dev.pagewalk.ir.Op;
import dev.pagewalk.ir.Program;
import java.util.List;

/** The instructions of a program in arrays, for the loop that runs them: no objects, five numbers an instruction. */
final class Code {
  static final int STRIDE = 5;

  /** Op, a, b, c, d of each instruction. */
  final int[] words;

  /** Whether a thread stops before the instruction. */
  final boolean[] visible;

  Code(Program program) {
    List<Instruction> instructions = program.instructions();
    words = new int[instructions.size() * STRIDE];
    visible = new boolean[instructions.size()];
    for (int i = 0; i < instructions.size(); i++) {
      Instruction instruction = instructions.get(i);
      int at = i * STRIDE;
      words[at] = instruction.op().ordinal();
      words[at + 1] = instruction.a();
      words[at + 2] = instruction.b();
      words[at + 3] = instruction.c();
      words[at + 4] = instruction.d();
      visible[i] = instruction.isStop();
    }
  }

  /** The op of the instruction at {@code pc}, for cold paths. */
  Op op(int pc) {
    return Op.values()[words[pc * STRIDE]];
  }
}
