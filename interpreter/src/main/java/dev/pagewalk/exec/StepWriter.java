package dev.pagewalk.exec;

import dev.pagewalk.exec.StepGraph.Call;
import dev.pagewalk.exec.StepGraph.Node;
import dev.pagewalk.ir.Instruction;
import dev.pagewalk.ir.Operand;
import dev.pagewalk.ir.Program;
import dev.pagewalk.ir.ThreadWords;
import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** The small pieces of which {@link StepMethod} makes a step: where values live, and how the state is reached. */
final class StepWriter {
  private static final String DEAD_LOCALS = Type.getInternalName(DeadLocals.class);
  private static final int STEPPER = 0;
  private static final int STATE = 1;
  private static final int BASE = 2;
  private static final int FRAME = 3;

  /** The variable that counts down the rounds of loops. */
  static final int ROUNDS = 4;

  /** The variable for the index of the word that an instruction looks at. */
  static final int PLACE = 5;

  private static final int FIRST_VALUE = 6;

  private record Home(Call call, int operand) {}

  private final Program program;
  private final StepGraph graph;
  private final MethodVisitor method;
  private final Map<Home, Integer> homes = new HashMap<>();

  StepWriter(Program program, StepGraph graph, MethodVisitor method) {
    this.program = program;
    this.graph = graph;
    this.method = method;
  }

  private int home(Call call, int operand) {
    // Registers live only within a step, and in one function at a time.
    Call owner = Operand.kind(operand) == Operand.SLOT ? call : null;
    return homes.computeIfAbsent(new Home(owner, operand), key -> FIRST_VALUE + 2 * homes.size());
  }

  void begin(int rounds) {
    method.visitLdcInsn(rounds);
    method.visitVarInsn(Opcodes.ISTORE, ROUNDS);
    method.visitInsn(Opcodes.ICONST_0);
    method.visitVarInsn(Opcodes.ISTORE, PLACE);
    for (int register : graph.registers()) {
      method.visitInsn(Opcodes.LCONST_0);
      method.visitVarInsn(Opcodes.LSTORE, home(null, Operand.register(register)));
    }
    for (int slot : graph.root().used) {
      frameWord(graph.root(), slot);
      method.visitVarInsn(Opcodes.LSTORE, home(graph.root(), Operand.slot(slot)));
    }
  }

  long constant(int operand) {
    return program.constants()[Operand.number(operand)];
  }

  void value(Call call, int operand) {
    if (Operand.kind(operand) == Operand.CONSTANT) {
      method.visitLdcInsn(constant(operand));
    } else {
      method.visitVarInsn(Opcodes.LLOAD, home(call, operand));
    }
  }

  void put(Call call, int operand) {
    if (Operand.kind(operand) == Operand.SLOT || Operand.kind(operand) == Operand.REGISTER) {
      method.visitVarInsn(Opcodes.LSTORE, home(call, operand));
    } else {
      method.visitInsn(Opcodes.POP2);
    }
  }

  void number(int value) {
    method.visitLdcInsn(value);
  }

  void state() {
    method.visitVarInsn(Opcodes.ALOAD, STATE);
  }

  /** The word at a fixed index. */
  void word(int index) {
    state();
    number(index);
    peek();
  }

  private void peek() {
    method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, StepCompiler.STATE, "peek", "(I)J", false);
  }

  void set() {
    method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, StepCompiler.STATE, "set", "(IJ)V", false);
  }

  void compareWithZero(Call call, int operand) {
    value(call, operand);
    method.visitInsn(Opcodes.LCONST_0);
    method.visitInsn(Opcodes.LCMP);
  }

  /** Two values become 1 if they compare so, else 0. */
  void comparison(int jump) {
    Label yes = new Label();
    Label end = new Label();
    method.visitInsn(Opcodes.LCMP);
    method.visitJumpInsn(jump, yes);
    method.visitInsn(Opcodes.LCONST_0);
    method.visitJumpInsn(Opcodes.GOTO, end);
    method.visitLabel(yes);
    method.visitInsn(Opcodes.LCONST_1);
    method.visitLabel(end);
  }

  /** The index of the word to which a pointer leads; 0 if it is null or leads into a dead object. */
  void place(Call call, int pointer) {
    method.visitVarInsn(Opcodes.ALOAD, STEPPER);
    value(call, pointer);
    stepper("place", "(J)I");
  }

  void peekPlace() {
    state();
    method.visitVarInsn(Opcodes.ILOAD, PLACE);
    peek();
  }

  void storePlace(Call call, int value) {
    state();
    method.visitVarInsn(Opcodes.ILOAD, PLACE);
    value(call, value);
    set();
  }

  void takes(int operator, Call call, int right) {
    number(operator);
    value(call, right);
    method.visitMethodInsn(Opcodes.INVOKESTATIC, StepCompiler.STEPPER, "takes", "(IJ)Z", false);
  }

  void pass(int label) {
    method.visitVarInsn(Opcodes.ALOAD, STEPPER);
    number(label);
    stepper("pass", "(I)V");
  }

  void mark(int pc) {
    method.visitVarInsn(Opcodes.ALOAD, STEPPER);
    number(pc);
    stepper("mark", "(I)V");
  }

  /** The result of a call, on the stack, is noted. */
  void returned(int site) {
    method.visitInsn(Opcodes.DUP2);
    method.visitVarInsn(Opcodes.ALOAD, STEPPER);
    number(site);
    method.visitMethodInsn(
        Opcodes.INVOKESTATIC, StepCompiler.STEPPER, "returned", "(JL" + StepCompiler.STEPPER + ";I)V", false);
  }

  /** The thread ends, and 1 is on the stack; 0 if there is something to report about that. */
  void finish(Node node) {
    method.visitVarInsn(Opcodes.ALOAD, STEPPER);
    number(node.pc());
    index(node.call(), 0);
    stepper("finish", "(II)Z");
  }

  void acquire(int pc, int mode, boolean spins) {
    lock("acquire", "(IIIZ)Z", pc, mode, spins);
  }

  void release(int pc, int mode, boolean spins) {
    lock("release", "(IIIZ)V", pc, mode, spins);
  }

  private void lock(String name, String type, int pc, int mode, boolean spins) {
    method.visitVarInsn(Opcodes.ALOAD, STEPPER);
    number(pc);
    method.visitVarInsn(Opcodes.ILOAD, PLACE);
    number(mode);
    method.visitInsn(spins ? Opcodes.ICONST_1 : Opcodes.ICONST_0);
    stepper(name, type);
  }

  private void stepper(String name, String type) {
    method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, StepCompiler.STEPPER, name, type, false);
  }

  /** The step has to wait. */
  void block() {
    method.visitVarInsn(Opcodes.ALOAD, STEPPER);
    stepper("block", "()V");
    done();
  }

  void returnUnlessMoved() {
    Label moved = new Label();
    method.visitVarInsn(Opcodes.ALOAD, STEPPER);
    stepper("hasMoved", "()Z");
    method.visitJumpInsn(Opcodes.IFNE, moved);
    done();
    method.visitLabel(moved);
  }

  void done() {
    give(CompiledSteps.DONE);
  }

  private void give(long result) {
    method.visitLdcInsn(result);
    method.visitInsn(Opcodes.LRETURN);
  }

  /** One instruction is left to the interpreter, then this code goes on. */
  void interpret(Node node, Instruction at) {
    writeBack(node.call());
    writeRegisters();
    method.visitVarInsn(Opcodes.ALOAD, STEPPER);
    number(node.pc());
    index(node.call(), 0);
    stepper("single", "(II)V");
    returnUnlessMoved();
    if (at.op().roles().charAt(0) == 'D') {
      if (Operand.kind(at.a()) == Operand.SLOT) {
        frameWord(node.call(), Operand.number(at.a()));
        put(node.call(), at.a());
      } else if (Operand.kind(at.a()) == Operand.REGISTER) {
        method.visitVarInsn(Opcodes.ALOAD, STEPPER);
        number(Operand.number(at.a()));
        stepper("register", "(I)J");
        put(node.call(), at.a());
      }
    }
  }

  /** The index of a slot of a call's frame. */
  private void index(Call call, int slot) {
    method.visitVarInsn(Opcodes.ILOAD, FRAME);
    if (call.offset + slot != 0) {
      number(call.offset + slot);
      method.visitInsn(Opcodes.IADD);
    }
  }

  private void frameWord(Call call, int slot) {
    state();
    index(call, slot);
    peek();
  }

  /** The words of the frames of a call and of its callers go into the state. */
  private void writeBack(Call call) {
    if (call.caller != null) {
      writeBack(call.caller);
      state();
      index(call, 0);
      method.visitLdcInsn(call.site + 1L);
      set();
    }
    for (int slot : call.changed) {
      write(call, slot);
    }
  }

  private void write(Call call, int slot) {
    state();
    index(call, slot);
    method.visitVarInsn(Opcodes.LLOAD, home(call, Operand.slot(slot)));
    set();
  }

  /** A slot that is dead keeps only what names an object. */
  void rest(Call call, int slot) {
    value(call, Operand.slot(slot));
    method.visitMethodInsn(Opcodes.INVOKESTATIC, DEAD_LOCALS, "rest", "(J)J", false);
    put(call, Operand.slot(slot));
  }

  /** The frame of a call that has returned is 0 again, if it was ever written back. */
  void clear(Call call) {
    if (!call.isWrittenBack) {
      return;
    }
    state();
    index(call, 0);
    method.visitInsn(Opcodes.LCONST_0);
    set();
    for (int slot : call.changed) {
      state();
      index(call, slot);
      method.visitInsn(Opcodes.LCONST_0);
      set();
    }
  }

  private void writeRegisters() {
    for (int register : graph.changedRegisters()) {
      method.visitVarInsn(Opcodes.ALOAD, STEPPER);
      number(register);
      method.visitVarInsn(Opcodes.LLOAD, home(null, Operand.register(register)));
      stepper("setRegister", "(IJ)V");
    }
  }

  /** The thread comes to stand before a node. */
  void stand(Node node) {
    for (int slot : graph.deadAt(node)) {
      rest(node.call(), slot);
    }
    writeBack(node.call());
    for (int slot : graph.deadAt(node)) {
      if (!node.call().changed.contains(slot)) {
        write(node.call(), slot);
      }
    }
    state();
    method.visitVarInsn(Opcodes.ILOAD, BASE);
    number(ThreadWords.PC);
    method.visitInsn(Opcodes.IADD);
    method.visitLdcInsn(node.pc() + 1L);
    set();
    if (node.call().offset != 0) {
      state();
      method.visitVarInsn(Opcodes.ILOAD, BASE);
      number(ThreadWords.FRAME);
      method.visitInsn(Opcodes.IADD);
      index(node.call(), 0);
      method.visitVarInsn(Opcodes.ILOAD, BASE);
      method.visitInsn(Opcodes.ISUB);
      method.visitInsn(Opcodes.I2L);
      set();
    }
    done();
  }

  /** The interpreter goes on before a node. */
  void leave(Node node) {
    if (node.equals(graph.entry())) {
      give(CompiledSteps.RESTART);
      return;
    }
    writeBack(node.call());
    writeRegisters();
    give(CompiledSteps.resume(node.pc(), node.call().offset, node.depth()));
  }
}
