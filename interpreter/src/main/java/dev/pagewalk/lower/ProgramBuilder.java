package dev.pagewalk.lower;

import dev.pagewalk.dsl.resolve.Type;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.ir.CallSite;
import dev.pagewalk.ir.CheckSite;
import dev.pagewalk.ir.Function;
import dev.pagewalk.ir.Instruction;
import dev.pagewalk.ir.IntrinsicSite;
import dev.pagewalk.ir.Op;
import dev.pagewalk.ir.Operand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts the functions of a program one behind the other and gives numbers to what they share. */
final class ProgramBuilder {
  private final List<Instruction> instructions = new ArrayList<>();
  private final Map<Long, Integer> constants = new LinkedHashMap<>();
  private final List<Function> functions = new ArrayList<>();
  private final List<List<Integer>> callees = new ArrayList<>();
  private final List<CallSite> callSites = new ArrayList<>();
  private final List<IntrinsicSite> intrinsicSites = new ArrayList<>();
  private final List<CheckSite> checkSites = new ArrayList<>();
  private int registers;

  int constant(long value) {
    Integer number = constants.get(value);
    if (number == null) {
      number = constants.size();
      constants.put(value, number);
    }
    return Operand.constant(number);
  }

  /** Sets a number aside for a function that is compiled later with {@link #define}. */
  int declare() {
    functions.add(null);
    callees.add(new ArrayList<>());
    return functions.size() - 1;
  }

  int checkSite(CheckSite site) {
    checkSites.add(site);
    return checkSites.size() - 1;
  }

  /** Defines a function without a result. */
  void define(int number, String name, int parameters, Emitter emitter, Span span) {
    define(number, name, parameters, new Type.Nothing(), emitter, span);
  }

  void define(int number, String name, int parameters, Type result, Emitter emitter, Span span) {
    Temporaries.Placed placed = emitter.finish();
    int entry = instructions.size();
    int frameSize = placed.frameSize();
    registers = Math.max(registers, placed.registers());
    for (int i = 0; i < placed.code().size(); i++) {
      Draft draft = placed.code().get(i);
      if (draft.isJump()) {
        draft.setTarget(entry + placed.labels()[draft.target()]);
      }
      if (draft.op == Op.CALL) {
        CallSite site = draft.call;
        callees.get(number).add(callSites.size());
        draft.a = callSites.size();
        callSites.add(new CallSite(
            site.callee(), site.arguments(), site.result(), entry + i + 1, frameSize, site.span()));
      }
      if (draft.intrinsic != null) {
        draft.b = intrinsicSites.size();
        intrinsicSites.add(draft.intrinsic);
      }
      instructions.add(
          new Instruction(draft.op, draft.a, draft.b, draft.c, draft.d, draft.access, draft.span, number));
    }
    List<String> names = new ArrayList<>(emitter.slotNames());
    while (names.size() < frameSize) {
      names.add("");
    }
    functions.set(number, new Function(
        name, parameters, entry, frameSize, names, emitter.variables(entry, placed.labels()), result, span));
  }

  /** The words that a thread's frames take at most when it starts in {@code function}. Calls do not recurse. */
  int stackWords(int function) {
    int[] known = new int[functions.size()];
    Arrays.fill(known, -1);
    return stackWords(function, known);
  }

  private int stackWords(int function, int[] known) {
    if (known[function] < 0) {
      known[function] = 0;
      int deepest = 0;
      for (int site : callees.get(function)) {
        deepest = Math.max(deepest, stackWords(callSites.get(site).callee(), known));
      }
      known[function] = functions.get(function).frameSize() + deepest;
    }
    return known[function];
  }

  List<Instruction> instructions() {
    return instructions;
  }

  long[] constants() {
    return constants.keySet().stream().mapToLong(Long::longValue).toArray();
  }

  List<Function> functions() {
    return functions;
  }

  List<CallSite> callSites() {
    return callSites;
  }

  List<IntrinsicSite> intrinsicSites() {
    return intrinsicSites;
  }

  List<CheckSite> checkSites() {
    return checkSites;
  }

  int registers() {
    return registers;
  }
}
