package dev.pagewalk.exec;

import dev.pagewalk.hw.state.State;
import dev.pagewalk.ir.Program;
import java.lang.invoke.MethodHandles;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Makes a class out of the steps that are executed most. */
final class StepCompiler {
  /** How many steps go into one class: its {@code run} must stay small enough for the JVM to compile. */
  static final int UNITS = 400;

  static final String STEPPER = Type.getInternalName(Stepper.class);
  static final String STATE = Type.getInternalName(State.class);
  private static final String BASE = Type.getInternalName(CompiledSteps.class);
  private static final String RUN = "(IL" + STEPPER + ";L" + STATE + ";II)J";
  private static final String UNIT = "(L" + STEPPER + ";L" + STATE + ";II)J";

  private StepCompiler() {}

  /**
   * Compiles steps.
   *
   * @param starts the instructions with which they begin; unit {@code i} is that of {@code starts[i]}
   */
  static CompiledSteps compile(Program program, DeadLocals dead, int[] starts, Coverage coverage) {
    String name = BASE.substring(0, BASE.lastIndexOf('/')) + "/HotSteps";
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES | ClassWriter.COMPUTE_MAXS) {
      @Override
      protected String getCommonSuperClass(String one, String other) {
        return "java/lang/Object";
      }
    };
    writer.visit(Opcodes.V21, Opcodes.ACC_FINAL | Opcodes.ACC_SUPER, name, null, BASE, null);
    constructor(writer);
    dispatch(writer, name, starts.length);
    for (int i = 0; i < starts.length; i++) {
      MethodVisitor method = writer.visitMethod(Opcodes.ACC_STATIC, "step" + i, UNIT, null, null);
      method.visitCode();
      new StepMethod(program, new StepGraph(program, dead, starts[i]), coverage, method).write();
      method.visitMaxs(0, 0);
      method.visitEnd();
    }
    writer.visitEnd();
    try {
      return (CompiledSteps) MethodHandles.lookup()
          .defineHiddenClass(writer.toByteArray(), true)
          .lookupClass().getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the compiled steps cannot be loaded", e);
    }
  }

  private static void constructor(ClassWriter writer) {
    MethodVisitor method = writer.visitMethod(0, "<init>", "()V", null, null);
    method.visitCode();
    method.visitVarInsn(Opcodes.ALOAD, 0);
    method.visitMethodInsn(Opcodes.INVOKESPECIAL, BASE, "<init>", "()V", false);
    method.visitInsn(Opcodes.RETURN);
    method.visitMaxs(0, 0);
    method.visitEnd();
  }

  private static void dispatch(ClassWriter writer, String name, int units) {
    MethodVisitor method = writer.visitMethod(0, "run", RUN, null, null);
    method.visitCode();
    Label[] labels = new Label[units];
    for (int i = 0; i < units; i++) {
      labels[i] = new Label();
    }
    Label none = new Label();
    method.visitVarInsn(Opcodes.ILOAD, 1);
    method.visitTableSwitchInsn(0, units - 1, none, labels);
    for (int i = 0; i < units; i++) {
      method.visitLabel(labels[i]);
      method.visitVarInsn(Opcodes.ALOAD, 2);
      method.visitVarInsn(Opcodes.ALOAD, 3);
      method.visitVarInsn(Opcodes.ILOAD, 4);
      method.visitVarInsn(Opcodes.ILOAD, 5);
      method.visitMethodInsn(Opcodes.INVOKESTATIC, name, "step" + i, UNIT, false);
      method.visitInsn(Opcodes.LRETURN);
    }
    method.visitLabel(none);
    method.visitLdcInsn(CompiledSteps.DONE);
    method.visitInsn(Opcodes.LRETURN);
    method.visitMaxs(0, 0);
    method.visitEnd();
  }
}
