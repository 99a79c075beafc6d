package dev.pagewalk.ls.launch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Rewrites what javac leaves for the JVM to link when it is first reached: a {@code switch} over types, and the
 * {@code equals} and {@code hashCode} of records. For each of these the JVM makes a class or several while the tool
 * runs, and no archive of classes keeps them; a start reaches a hundred. Here they become methods of the class that
 * needs them.
 */
final class LinkedCalls extends ClassVisitor {
  private static final String SWITCHES = "java/lang/runtime/SwitchBootstraps";
  private static final String RECORDS = "java/lang/runtime/ObjectMethods";

  private final List<SwitchMethod> switches = new ArrayList<>();
  private final List<RecordMethod> records = new ArrayList<>();
  private String owner;
  private boolean isInterface;

  private LinkedCalls(ClassVisitor next) {
    super(Opcodes.ASM9, next);
  }

  /** A class file that does the same with such calls linked; itself if it has none. */
  static byte[] linked(byte[] content) {
    ClassReader reader = new ClassReader(content);
    ClassWriter writer = new ClassWriter(reader, 0);
    LinkedCalls calls = new LinkedCalls(writer);
    reader.accept(calls, 0);
    return calls.switches.isEmpty() && calls.records.isEmpty() ? content : writer.toByteArray();
  }

  @Override
  public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
    owner = name;
    isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
    super.visit(version, access, name, signature, superName, interfaces);
  }

  @Override
  public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
    return new MethodVisitor(Opcodes.ASM9, super.visitMethod(access, name, descriptor, signature, exceptions)) {
      @Override
      public void visitInvokeDynamicInsn(String called, String type, Handle bootstrap, Object... arguments) {
        String method = method(called, type, bootstrap, arguments);
        if (method == null) {
          super.visitInvokeDynamicInsn(called, type, bootstrap, arguments);
        } else {
          super.visitMethodInsn(Opcodes.INVOKESTATIC, owner, method, type, isInterface);
        }
      }
    };
  }

  /** The method that does what such a call does; null where it stays as it is. */
  private String method(String called, String type, Handle bootstrap, Object... arguments) {
    if (bootstrap.getOwner().equals(SWITCHES) && bootstrap.getName().equals("typeSwitch")
        && Arrays.stream(arguments).allMatch(LinkedCalls::isClass)) {
      String name = "switch$" + switches.size();
      switches.add(new SwitchMethod(name, type, Arrays.stream(arguments).map(Type.class::cast).toList()));
      return name;
    }
    if (bootstrap.getOwner().equals(RECORDS) && !called.equals("toString")
        && Arrays.stream(arguments).noneMatch(ConstantDynamic.class::isInstance)) {
      String name = called + "$record";
      List<Handle> fields = Arrays.stream(arguments).skip(2).map(Handle.class::cast).toList();
      records.add(new RecordMethod(name, type, owner, fields));
      return name;
    }
    return null;
  }

  private static boolean isClass(Object label) {
    return label instanceof Type type && (type.getSort() == Type.OBJECT || type.getSort() == Type.ARRAY);
  }

  @Override
  public void visitEnd() {
    int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
    switches.forEach(each -> each.write(super.visitMethod(access, each.name(), each.type(), null, null)));
    records.forEach(each -> each.write(super.visitMethod(access, each.name(), each.type(), null, null)));
    super.visitEnd();
  }
}
