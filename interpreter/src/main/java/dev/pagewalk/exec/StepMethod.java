package dev.pagewalk.exec;

import dev.pagewalk.exec.StepGraph.Call;
import dev.pagewalk.exec.StepGraph.Node;
import dev.pagewalk.ir.Arithmetic;
import dev.pagewalk.ir.CallSite;
import dev.pagewalk.ir.Instruction;
import dev.pagewalk.ir.Op;
import dev.pagewalk.ir.Operand;
import dev.pagewalk.ir.Program;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Writes the bytecode of one step. The words of the frames, and the registers, are local variables; they are written
 * back where the step ends and where something else looks at them.
 */
final class StepMethod {
  /** Rounds of loops within one step before the interpreter, which counts, goes on. */
  private static final int ROUNDS = 10_000;

  private final Program program;
  private final StepGraph graph;
  private final Coverage coverage;
  private final StepWriter out;
  private final MethodVisitor method;
  private final Map<Node, Label> labels = new HashMap<>();
  private final Map<Node, Label> stands = new LinkedHashMap<>();
  private final Map<Node, Label> leaves = new LinkedHashMap<>();
  private final Set<Node> written = new HashSet<>();
  private final Deque<Node> open = new ArrayDeque<>();

  StepMethod(Program program, StepGraph graph, Coverage coverage, MethodVisitor method) {
    this.program = program;
    this.graph = graph;
    this.coverage = coverage;
    this.method = method;
    out = new StepWriter(program, graph, method);
  }

  void write() {
    out.begin(ROUNDS);
    open.push(graph.entry());
    boolean isFirst = true;
    while (!open.isEmpty()) {
      Node node = open.pop();
      while (node != null && !written.contains(node)) {
        node = instruction(node, isFirst);
        isFirst = false;
      }
      if (node != null) {
        method.visitJumpInsn(Opcodes.GOTO, label(node));
      }
    }
    stands.forEach((node, label) -> {
      method.visitLabel(label);
      out.stand(node);
    });
    leaves.forEach((node, label) -> {
      method.visitLabel(label);
      out.leave(node);
    });
  }

  private Label label(Node node) {
    return labels.computeIfAbsent(node, key -> new Label());
  }

  /** Where a jump to a node goes: to its code, or to where the step ends or is left to the interpreter. */
  private Label target(Node node) {
    if (graph.isStop(node) || !graph.contains(node)) {
      return exit(node);
    }
    if (!written.contains(node)) {
      open.push(node);
    }
    return label(node);
  }

  private Label exit(Node node) {
    return graph.isStop(node) ? stand(node) : leave(node);
  }

  /** Where the thread comes to stand before a node. */
  private Label stand(Node node) {
    return stands.computeIfAbsent(node, key -> new Label());
  }

  /** Where the interpreter takes over before a node that has not been executed. */
  private Label leave(Node node) {
    return leaves.computeIfAbsent(node, key -> new Label());
  }

  /** The node whose code can simply follow; if there is none, the code has been led elsewhere. */
  private Node follow(Node next) {
    if (graph.isStop(next) || !graph.contains(next)) {
      method.visitJumpInsn(Opcodes.GOTO, exit(next));
      return null;
    }
    if (written.contains(next)) {
      Label tooMany = leave(next);
      // A loop within the step: the interpreter counts its rounds and says when there are too many.
      method.visitIincInsn(StepWriter.ROUNDS, -1);
      method.visitVarInsn(Opcodes.ILOAD, StepWriter.ROUNDS);
      method.visitJumpInsn(Opcodes.IFLT, tooMany);
      method.visitJumpInsn(Opcodes.GOTO, label(next));
      return null;
    }
    return next;
  }

  /** Writes one instruction; gives the one that follows it, or null if nothing falls through. */
  private Node instruction(Node node, boolean isFirst) {
    written.add(node);
    if (!isFirst) {
      method.visitLabel(label(node));
    }
    Instruction at = graph.instruction(node);
    Call call = node.call();
    if (!coverage.reached[node.pc()]) {
      out.mark(node.pc());
    }
    List<Node> next = graph.next(node);
    switch (at.op()) {
      case MOVE -> {
        out.value(call, at.b());
        out.put(call, at.a());
      }
      case LOAD_FIXED, LOAD_GLOBAL -> {
        out.word(at.b());
        out.put(call, at.a());
      }
      case STORE_FIXED, STORE_GLOBAL -> {
        out.state();
        out.number(at.a());
        out.value(call, at.b());
        out.set();
      }
      case BINARY -> binary(node, at);
      case NOT -> {
        out.value(call, at.b());
        method.visitInsn(Opcodes.LCONST_0);
        out.comparison(Opcodes.IFEQ);
        out.put(call, at.a());
      }
      case NEGATE -> {
        out.value(call, at.b());
        method.visitInsn(Opcodes.LNEG);
        out.put(call, at.a());
      }
      case COMPLEMENT -> {
        out.value(call, at.b());
        method.visitLdcInsn(-1L);
        method.visitInsn(Opcodes.LXOR);
        out.put(call, at.a());
      }
      case JUMP, ATOMIC_BEGIN, ATOMIC_END -> {}
      case JUMP_IF_ZERO, JUMP_IF_SET -> {
        out.compareWithZero(call, at.a());
        method.visitJumpInsn(at.op() == Op.JUMP_IF_ZERO ? Opcodes.IFEQ : Opcodes.IFNE, target(next.get(1)));
      }
      case CHECK_RANGE -> {
        if (!isWithin(at)) {
          out.value(call, at.a());
          out.value(call, at.b());
          method.visitInsn(Opcodes.LCMP);
          method.visitJumpInsn(Opcodes.IFLT, leave(node));
          out.value(call, at.a());
          out.value(call, at.c());
          method.visitInsn(Opcodes.LCMP);
          method.visitJumpInsn(Opcodes.IFGT, leave(node));
        }
      }
      case CHECK_INDEX -> {
        out.value(call, at.a());
        method.visitLdcInsn(0L);
        method.visitInsn(Opcodes.LCMP);
        method.visitJumpInsn(Opcodes.IFLT, leave(node));
        out.value(call, at.a());
        method.visitLdcInsn((long) at.b());
        method.visitInsn(Opcodes.LCMP);
        method.visitJumpInsn(Opcodes.IFGE, leave(node));
      }
      case CHECK_NULL, ASSERT, ASSUME -> {
        out.compareWithZero(call, at.a());
        method.visitJumpInsn(Opcodes.IFEQ, leave(node));
      }
      case REQUIRE -> {
        Label holds = new Label();
        out.compareWithZero(call, at.a());
        method.visitJumpInsn(Opcodes.IFNE, holds);
        out.block();
        method.visitLabel(holds);
      }
      case ZERO -> {
        for (int slot = at.a(); slot < at.a() + at.b(); slot++) {
          method.visitInsn(Opcodes.LCONST_0);
          out.put(call, Operand.slot(slot));
        }
      }
      case FIELD_PLACE -> {
        out.compareWithZero(call, at.b());
        method.visitJumpInsn(Opcodes.IFEQ, leave(node));
        out.value(call, at.b());
        method.visitLdcInsn((long) at.c());
        method.visitInsn(Opcodes.LADD);
        out.put(call, at.a());
      }
      case ELEMENT_PLACE -> {
        out.value(call, at.b());
        out.value(call, at.c());
        if (at.d() != 1) {
          method.visitLdcInsn((long) at.d());
          method.visitInsn(Opcodes.LMUL);
        }
        method.visitInsn(Opcodes.LADD);
        out.put(call, at.a());
      }
      case CALL -> enter(node, at);
      case RETURN -> {
        if (call == graph.root()) {
          method.visitJumpInsn(Opcodes.GOTO, leave(node));
          return null;
        }
        back(node, at);
      }
      case PASS -> out.pass(at.a());
      case LOAD -> {
        place(node, at.b(), 0);
        out.peekPlace();
        out.put(call, at.a());
      }
      case LOAD_FIELD -> {
        place(node, at.b(), at.c());
        out.peekPlace();
        out.put(call, at.a());
      }
      case STORE -> {
        place(node, at.a(), 0);
        out.storePlace(call, at.b());
      }
      case STORE_FIELD -> {
        place(node, at.a(), at.c());
        out.storePlace(call, at.b());
      }
      case ACQUIRE -> {
        place(node, at.a(), 0);
        Label taken = new Label();
        out.acquire(node.pc(), at.b(), at.c() != 0);
        method.visitJumpInsn(Opcodes.IFEQ, taken);
        // Only queued: the thread still stands before the lock, or the step goes on there.
        method.visitJumpInsn(Opcodes.GOTO, node.depth() == 0 ? stand(node) : leave(node));
        method.visitLabel(taken);
        out.returnUnlessMoved();
      }
      case RELEASE -> {
        place(node, at.a(), 0);
        out.release(node.pc(), at.b(), at.c() != 0);
        out.returnUnlessMoved();
      }
      case PURE, ASSERT_HELD, START, UPDATE, COMPARE_EXCHANGE, TRY_ACQUIRE, DOWNGRADE, INTRINSIC, AFTER, ALLOCATE, FREE,
          CHOOSE -> out.interpret(node, at);
      case END -> {
        out.finish(node);
        method.visitJumpInsn(Opcodes.IFEQ, leave(node));
        out.done();
        return null;
      }
    }
    if (next.isEmpty()) {
      method.visitJumpInsn(Opcodes.GOTO, leave(node));
      return null;
    }
    return follow(next.get(0));
  }

  private boolean isWithin(Instruction at) {
    if (Operand.kind(at.a()) != Operand.CONSTANT || Operand.kind(at.b()) != Operand.CONSTANT
        || Operand.kind(at.c()) != Operand.CONSTANT) {
      return false;
    }
    long value = out.constant(at.a());
    return out.constant(at.b()) <= value && value <= out.constant(at.c());
  }

  private void place(Node node, int pointer, int offset) {
    out.place(node.call(), pointer);
    method.visitInsn(Opcodes.DUP);
    method.visitVarInsn(Opcodes.ISTORE, StepWriter.PLACE);
    method.visitJumpInsn(Opcodes.IFEQ, leave(node));
    if (offset != 0) {
      method.visitIincInsn(StepWriter.PLACE, offset);
    }
  }

  private void binary(Node node, Instruction at) {
    Call call = node.call();
    Arithmetic operator = Arithmetic.values()[at.d()];
    boolean isChecked = switch (operator) {
      case DIV, REM, SHL, SHR -> true;
      case ADD, SUB, MUL, AND, OR, XOR, EQ, NE, LT, LE -> false;
    };
    if (isChecked && !(Operand.kind(at.c()) == Operand.CONSTANT && operator.takes(out.constant(at.c())))) {
      out.takes(at.d(), call, at.c());
      method.visitJumpInsn(Opcodes.IFEQ, leave(node));
    }
    out.value(call, at.b());
    out.value(call, at.c());
    switch (operator) {
      case ADD -> method.visitInsn(Opcodes.LADD);
      case SUB -> method.visitInsn(Opcodes.LSUB);
      case MUL -> method.visitInsn(Opcodes.LMUL);
      case DIV -> method.visitInsn(Opcodes.LDIV);
      case REM -> method.visitInsn(Opcodes.LREM);
      case AND -> method.visitInsn(Opcodes.LAND);
      case OR -> method.visitInsn(Opcodes.LOR);
      case XOR -> method.visitInsn(Opcodes.LXOR);
      case SHL -> {
        method.visitInsn(Opcodes.L2I);
        method.visitInsn(Opcodes.LSHL);
      }
      case SHR -> {
        method.visitInsn(Opcodes.L2I);
        method.visitInsn(Opcodes.LSHR);
      }
      case EQ -> out.comparison(Opcodes.IFEQ);
      case NE -> out.comparison(Opcodes.IFNE);
      case LT -> out.comparison(Opcodes.IFLT);
      case LE -> out.comparison(Opcodes.IFLE);
    }
    out.put(call, at.a());
  }

  private void enter(Node node, Instruction at) {
    if (graph.next(node).isEmpty()) {
      return;
    }
    CallSite site = program.callSites().get(at.a());
    Call callee = graph.callee(node);
    for (int i = 0; i < site.arguments().length; i++) {
      out.value(node.call(), site.arguments()[i]);
    }
    // Everything is on the JVM's stack before the first slot of the callee changes: a call may pass on what it got.
    for (int i = site.arguments().length; 0 < i; i--) {
      out.put(callee, Operand.slot(i));
    }
    for (int slot : graph.dying(node)) {
      out.rest(node.call(), slot);
    }
    for (int slot : callee.used) {
      if (site.arguments().length < slot) {
        method.visitInsn(Opcodes.LCONST_0);
        out.put(callee, Operand.slot(slot));
      }
    }
  }

  private void back(Node node, Instruction at) {
    int site = node.call().site;
    out.value(node.call(), at.a());
    if (!coverage.isVaried(site)) {
      out.returned(site);
    }
    out.clear(node.call());
    out.put(node.call().caller, program.callSites().get(site).result());
  }
}
