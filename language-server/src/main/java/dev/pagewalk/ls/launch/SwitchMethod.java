package dev.pagewalk.ls.launch;

import java.util.List;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * A method that takes an object and a number, and gives the position of the first of its labels, from that number on,
 * of which the object is an instance; the number of labels if it is of none, and -1 for null.
 *
 * @param type its descriptor
 */
record SwitchMethod(String name, String type, List<Type> labels) {
  private static final int OBJECT = 0;
  private static final int RESTART = 1;

  SwitchMethod {
    labels = List.copyOf(labels);
  }

  void write(MethodVisitor method) {
    method.visitCode();
    Label some = new Label();
    method.visitVarInsn(Opcodes.ALOAD, OBJECT);
    method.visitJumpInsn(Opcodes.IFNONNULL, some);
    give(method, -1);
    frame(method, some);
    for (int i = 0; i < labels.size(); i++) {
      Label next = new Label();
      method.visitVarInsn(Opcodes.ALOAD, OBJECT);
      method.visitTypeInsn(Opcodes.INSTANCEOF, labels.get(i).getInternalName());
      method.visitJumpInsn(Opcodes.IFEQ, next);
      method.visitVarInsn(Opcodes.ILOAD, RESTART);
      number(method, i);
      method.visitJumpInsn(Opcodes.IF_ICMPGT, next);
      give(method, i);
      frame(method, next);
    }
    give(method, labels.size());
    method.visitMaxs(2, 2);
    method.visitEnd();
  }

  private static void frame(MethodVisitor method, Label label) {
    method.visitLabel(label);
    method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
  }

  private static void give(MethodVisitor method, int value) {
    number(method, value);
    method.visitInsn(Opcodes.IRETURN);
  }

  private static void number(MethodVisitor method, int value) {
    method.visitIntInsn(Opcodes.SIPUSH, value);
  }
}
