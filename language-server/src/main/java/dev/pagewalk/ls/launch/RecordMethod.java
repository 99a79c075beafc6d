package dev.pagewalk.ls.launch;

import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The {@code equals} or the {@code hashCode} of a record, as a method that takes the record, and for {@code equals} the
 * other object: what {@link Record} demands, and the same numbers as the JVM's own.
 *
 * @param type its descriptor
 * @param fields those of the record, in their order
 */
record RecordMethod(String name, String type, String owner, List<Handle> fields) {
  private static final int THIS = 0;
  private static final int OTHER = 1;
  private static final String OBJECTS = "java/util/Objects";

  RecordMethod {
    fields = List.copyOf(fields);
  }

  void write(MethodVisitor method) {
    method.visitCode();
    if (Type.getReturnType(type).equals(Type.BOOLEAN_TYPE)) {
      equality(method);
    } else {
      hash(method);
    }
    method.visitEnd();
  }

  private void hash(MethodVisitor method) {
    method.visitInsn(Opcodes.ICONST_0);
    for (Handle field : fields) {
      method.visitIntInsn(Opcodes.BIPUSH, 31);
      method.visitInsn(Opcodes.IMUL);
      get(method, THIS, field);
      Type value = Type.getType(field.getDesc());
      if (isReference(value)) {
        method.visitMethodInsn(Opcodes.INVOKESTATIC, OBJECTS, "hashCode", "(Ljava/lang/Object;)I", false);
      } else {
        method.visitMethodInsn(Opcodes.INVOKESTATIC, box(value), "hashCode", "(" + field.getDesc() + ")I", false);
      }
      method.visitInsn(Opcodes.IADD);
    }
    method.visitInsn(Opcodes.IRETURN);
    method.visitMaxs(3, 1);
  }

  private void equality(MethodVisitor method) {
    Label no = new Label();
    method.visitVarInsn(Opcodes.ALOAD, OTHER);
    method.visitTypeInsn(Opcodes.INSTANCEOF, owner);
    method.visitJumpInsn(Opcodes.IFEQ, no);
    for (Handle field : fields) {
      Type value = Type.getType(field.getDesc());
      get(method, THIS, field);
      method.visitVarInsn(Opcodes.ALOAD, OTHER);
      method.visitTypeInsn(Opcodes.CHECKCAST, owner);
      method.visitFieldInsn(Opcodes.GETFIELD, owner, field.getName(), field.getDesc());
      if (isReference(value)) {
        method.visitMethodInsn(
            Opcodes.INVOKESTATIC, OBJECTS, "equals", "(Ljava/lang/Object;Ljava/lang/Object;)Z", false);
        method.visitJumpInsn(Opcodes.IFEQ, no);
      } else {
        String pair = "(" + field.getDesc() + field.getDesc() + ")I";
        method.visitMethodInsn(Opcodes.INVOKESTATIC, box(value), "compare", pair, false);
        method.visitJumpInsn(Opcodes.IFNE, no);
      }
    }
    method.visitInsn(Opcodes.ICONST_1);
    method.visitInsn(Opcodes.IRETURN);
    method.visitLabel(no);
    method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    method.visitInsn(Opcodes.ICONST_0);
    method.visitInsn(Opcodes.IRETURN);
    method.visitMaxs(4, 2);
  }

  private void get(MethodVisitor method, int record, Handle field) {
    method.visitVarInsn(Opcodes.ALOAD, record);
    method.visitFieldInsn(Opcodes.GETFIELD, owner, field.getName(), field.getDesc());
  }

  private static boolean isReference(Type value) {
    return value.getSort() == Type.OBJECT || value.getSort() == Type.ARRAY;
  }

  /** The class that compares values of a primitive type, and gives their hashes. */
  private static String box(Type value) {
    return switch (value.getSort()) {
      case Type.BOOLEAN -> "java/lang/Boolean";
      case Type.CHAR -> "java/lang/Character";
      case Type.BYTE -> "java/lang/Byte";
      case Type.SHORT -> "java/lang/Short";
      case Type.INT -> "java/lang/Integer";
      case Type.LONG -> "java/lang/Long";
      case Type.FLOAT -> "java/lang/Float";
      default -> "java/lang/Double";
    };
  }
}
