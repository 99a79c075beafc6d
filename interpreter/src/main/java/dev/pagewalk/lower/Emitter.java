package dev.pagewalk.lower;

import dev.pagewalk.dsl.resolve.Type;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.ir.Access;
import dev.pagewalk.ir.CallSite;
import dev.pagewalk.ir.IntrinsicSite;
import dev.pagewalk.ir.Op;
import dev.pagewalk.ir.Operand;
import dev.pagewalk.ir.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects the instructions of one function: temporaries, labels, frame slots. */
final class Emitter {
  private final ProgramBuilder program;
  private final List<Draft> code = new ArrayList<>();
  private int[] labels = new int[16];
  private int labelCount;
  private int temporaries;
  private int nextSlot;
  private int frameSize;
  private final List<String> slotNames = new ArrayList<>();
  private Access access = Access.PLAIN;
  private int sequences;
  private final List<Named> open = new ArrayList<>();
  private final List<Named> variables = new ArrayList<>();

  /** A variable, with the labels between which it can be seen. */
  private record Named(String name, Type type, int slot, int from, int to) {}

  Emitter(ProgramBuilder program) {
    this.program = program;
    nextSlot = 1;
    frameSize = 1;
    slotNames.add("");
  }

  ProgramBuilder program() {
    return program;
  }

  /** A temporary that has not been placed yet. */
  int temporary() {
    return Operand.register(temporaries++);
  }

  /** The next free slot of the frame, under the name of a variable. */
  int allocateSlot(String name) {
    int slot = nextSlot++;
    frameSize = Math.max(frameSize, nextSlot);
    while (slotNames.size() <= slot) {
      slotNames.add("");
    }
    if (slotNames.get(slot).isEmpty()) {
      slotNames.set(slot, name);
    } else if (!name.isEmpty() && !List.of(slotNames.get(slot).split("/")).contains(name)) {
      slotNames.set(slot, slotNames.get(slot) + '/' + name);
    }
    return slot;
  }

  /** The next free slot of the frame, for a variable that can be seen from here on until its slot is released. */
  int allocateVariable(String name, Type type) {
    int slot = allocateSlot(name);
    int from = newLabel();
    bind(from);
    open.add(new Named(name, type, slot, from, -1));
    return slot;
  }

  /** The number of slots in use; {@link #releaseSlots} goes back to it. */
  int slotsInUse() {
    return nextSlot;
  }

  void releaseSlots(int to) {
    nextSlot = to;
    while (!open.isEmpty() && to <= open.getLast().slot()) {
      close(open.removeLast());
    }
  }

  private void close(Named variable) {
    int to = newLabel();
    bind(to);
    variables.add(new Named(variable.name(), variable.type(), variable.slot(), variable.from(), to));
  }

  int newLabel() {
    if (labelCount == labels.length) {
      labels = Arrays.copyOf(labels, labelCount * 2);
    }
    return labelCount++;
  }

  /** Puts a label in front of the next instruction. */
  void bind(int label) {
    labels[label] = code.size();
  }

  Draft emit(Op op, int a, int b, int c, int d, Span span) {
    Draft draft = new Draft(op, a, b, c, d, span);
    draft.access = switch (op) {
      case LOAD, LOAD_GLOBAL, LOAD_FIELD, STORE, STORE_GLOBAL, STORE_FIELD -> access();
      default -> Access.MARKED;
    };
    code.add(draft);
    return draft;
  }

  Draft emit(Op op, int a, int b, Span span) {
    return emit(op, a, b, 0, 0, span);
  }

  Draft emit(Op op, int a, Span span) {
    return emit(op, a, 0, 0, 0, span);
  }

  /** How loads and stores that are emitted from here on are written; gives what held before, to go back to. */
  Access accessing(Access next) {
    Access before = access;
    access = next;
    return before;
  }

  /** How loads and stores are written that are emitted now. */
  Access access() {
    return 0 < sequences && access == Access.PLAIN ? Access.MARKED : access;
  }

  /**
   * From here on, in the order of the text, plain accesses belong to a section of a seqcount, whose reader looks again.
   */
  void beginSequence() {
    sequences++;
  }

  /** Ends what {@link #beginSequence} began. */
  void endSequence() {
    sequences = Math.max(0, sequences - 1);
  }

  int constant(long value) {
    return program.constant(value);
  }

  /** A call; the result goes to a new temporary, which is returned. */
  int call(int callee, int[] arguments, Span span) {
    int result = temporary();
    Draft draft = emit(Op.CALL, 0, span);
    draft.call = new CallSite(callee, arguments, result, 0, 0, span);
    return result;
  }

  /** An intrinsic; the result goes to a new temporary, which is returned. */
  int intrinsic(IntrinsicSite site, Span span) {
    int result = temporary();
    Draft draft = emit(site.binding().visible() ? Op.INTRINSIC : Op.PURE, result, span);
    draft.intrinsic = site;
    return result;
  }

  /** Everything, placed. */
  Temporaries.Placed finish() {
    releaseSlots(0);
    return Temporaries.place(code, Arrays.copyOf(labels, labelCount), temporaries, frameSize);
  }

  List<String> slotNames() {
    return slotNames;
  }

  /** The variables, once {@link #finish} has placed the code from {@code entry} on. */
  List<Variable> variables(int entry, int[] placed) {
    return variables.stream()
        .map(v -> new Variable(v.name(), v.slot(), entry + placed[v.from()], entry + placed[v.to()], v.type()))
        .sorted((one, other) -> one.from() != other.from() ? one.from() - other.from() : one.slot() - other.slot())
        .toList();
  }
}
