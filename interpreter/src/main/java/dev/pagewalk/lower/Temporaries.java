package dev.pagewalk.lower;

import dev.pagewalk.ir.CallSite;
import dev.pagewalk.ir.Instruction;
import dev.pagewalk.ir.IntrinsicSite;
import dev.pagewalk.ir.Op;
import dev.pagewalk.ir.Operand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Decides where the temporaries of a function live. One whose value is still needed when the thread stops before a
 * visible instruction, or during a call, gets a slot of the frame, which becomes 0 again after its last use; all others
 * stay registers and are no part of the state.
 *
 * <p>Relies on the shape of the code that {@link Body} makes: a temporary's uses follow its definitions in the
 * order of the code, and no backward jump lies between them.
 */
final class Temporaries {
  private final List<Draft> code;
  private final int[] first;
  private final int[] last;
  private final int[] slots;
  private int frameSize;

  private Temporaries(List<Draft> code, int temporaries, int frameSize) {
    this.code = code;
    this.frameSize = frameSize;
    first = new int[temporaries];
    last = new int[temporaries];
    slots = new int[temporaries];
    Arrays.fill(first, -1);
    Arrays.fill(slots, -1);
  }

  /** The code with every temporary placed, label positions adjusted, and the size of the frame. */
  record Placed(List<Draft> code, int[] labels, int frameSize, int registers) {}

  static Placed place(List<Draft> code, int[] labels, int temporaries, int frameSize) {
    return new Temporaries(code, temporaries, frameSize).run(labels);
  }

  private Placed run(int[] labels) {
    for (int i = 0; i < code.size(); i++) {
      int at = i;
      forEachOperand(code.get(i), (operand, define) -> {
        int t = Operand.number(operand);
        if (first[t] < 0) {
          first[t] = at;
        }
        last[t] = at;
        return operand;
      });
    }
    assignSlots();
    return rewrite(labels);
  }

  private void assignSlots() {
    int[] stops = stops();
    List<Integer> crossing = new ArrayList<>();
    for (int t = 0; t < first.length; t++) {
      if (0 <= first[t] && crosses(t, stops)) {
        crossing.add(t);
      }
    }
    crossing.sort((x, y) -> Integer.compare(first[x], first[y]));
    List<Integer> freeAfter = new ArrayList<>();
    int base = frameSize;
    for (int t : crossing) {
      int slot = -1;
      for (int i = 0; i < freeAfter.size() && slot < 0; i++) {
        if (freeAfter.get(i) < first[t]) {
          slot = i;
        }
      }
      if (slot < 0) {
        slot = freeAfter.size();
        freeAfter.add(0);
      }
      freeAfter.set(slot, last[t]);
      slots[t] = base + slot;
    }
    frameSize = base + freeAfter.size();
  }

  /** How many places where the thread stops or calls there are before each instruction. */
  private int[] stops() {
    int[] count = new int[code.size() + 1];
    int atomic = 0;
    boolean isLeft = false;
    for (int i = 0; i < code.size(); i++) {
      Op op = code.get(i).op;
      // Where a block is left early, clean-ups follow that are steps of their own: from there on its code counts as not
      // atomic.
      boolean stop = op == Op.CALL || Instruction.isStop(op, code.get(i).d) && (atomic == 0 || isLeft);
      if (op == Op.ATOMIC_BEGIN) {
        atomic++;
      } else if (op == Op.ATOMIC_END && code.get(i).a == 0) {
        atomic--;
      }
      isLeft = 0 < atomic && (isLeft || op == Op.ATOMIC_END);
      count[i + 1] = count[i] + (stop ? 1 : 0);
    }
    return count;
  }

  private boolean crosses(int t, int[] stops) {
    boolean lastIsCall = code.get(last[t]).op == Op.CALL;
    int to = lastIsCall ? last[t] : last[t] + 1;
    return 0 < stops[Math.max(to, first[t] + 1)] - stops[first[t] + 1];
  }

  private Placed rewrite(int[] labels) {
    List<Draft> result = new ArrayList<>();
    int[] moved = new int[code.size() + 1];
    int[] registers = {first.length};
    for (int i = 0; i < code.size(); i++) {
      int at = i;
      Draft draft = code.get(i);
      moved[i] = result.size();
      boolean stop = Instruction.isStop(draft.op, draft.d);
      List<Draft> behind = new ArrayList<>();
      forEachOperand(draft, (operand, define) -> {
        int t = Operand.number(operand);
        if (define && first[t] == last[t]) {
          return Operand.NONE;
        }
        if (slots[t] < 0) {
          return operand;
        }
        int slot = Operand.slot(slots[t]);
        if (last[t] != at || define) {
          return slot;
        }
        Draft zero = new Draft(Op.ZERO, slots[t], 1, 0, 0, draft.span);
        if (stop) {
          if (behind.stream().noneMatch(z -> z.a == zero.a)) {
            behind.add(zero);
          }
          return slot;
        }
        int register = Operand.register(registers[0]++);
        result.add(new Draft(Op.MOVE, register, slot, 0, 0, draft.span));
        behind.add(zero);
        return register;
      });
      if (stop) {
        result.add(draft);
        result.addAll(behind);
      } else {
        result.addAll(behind);
        result.add(draft);
      }
    }
    moved[code.size()] = result.size();
    int[] adjusted = Arrays.stream(labels).map(label -> moved[label]).toArray();
    return new Placed(result, adjusted, frameSize, registers[0]);
  }

  private interface Use {
    int visit(int operand, boolean define);
  }

  /** Visits every operand that is a temporary and puts in its place what the visitor returns. */
  private static void forEachOperand(Draft draft, Use use) {
    String roles = draft.op.roles();
    for (int i = 0; i < 4; i++) {
      if (roles.charAt(i) == 'U') {
        draft.setOperand(i, visit(draft.operand(i), use, false));
      }
    }
    if (draft.call != null) {
      CallSite call = draft.call;
      int[] arguments = visitAll(call.arguments(), use);
      int result = visit(call.result(), use, true);
      draft.call = new CallSite(call.callee(), arguments, result, 0, 0, call.span());
    }
    if (draft.intrinsic != null) {
      draft.intrinsic = new IntrinsicSite(draft.intrinsic.binding(), visitAll(draft.intrinsic.arguments(), use));
    }
    if (roles.charAt(0) == 'D') {
      draft.a = visit(draft.a, use, true);
    }
  }

  private static int[] visitAll(int[] operands, Use use) {
    int[] result = new int[operands.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = visit(operands[i], use, false);
    }
    return result;
  }

  private static int visit(int operand, Use use, boolean define) {
    return Operand.kind(operand) == Operand.REGISTER ? use.visit(operand, define) : operand;
  }
}
