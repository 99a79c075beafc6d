package dev.pagewalk.ls.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import picocli.CommandLine;

class RecentClassesTest {
  /** Loads picocli's classes, made recent, instead of those that are there. */
  private static final class Loader extends ClassLoader {
    private final Map<String, Integer> versions = new ConcurrentHashMap<>();

    Loader() {
      super(RecentClassesTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null || !name.startsWith("picocli.")) {
          return loaded == null ? super.loadClass(name, resolve) : loaded;
        }
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
          byte[] made = RecentClasses.recent(in.readAllBytes());
          versions.put(name, RecentClasses.version(made));
          return defineClass(name, made, 0, made.length);
        } catch (IOException e) {
          throw new ClassNotFoundException(name, e);
        }
      }
    }
  }

  @Test
  void oldClassesAreVerifiedAsRecentOnesAndDoWhatTheyDid() throws ReflectiveOperationException {
    Loader loader = new Loader();
    Object version = Class.forName("picocli.CommandLine", true, loader).getField("VERSION").get(null);
    assertThat(version).isEqualTo(CommandLine.VERSION);
    Object help = Class.forName("picocli.CommandLine$Help$Ansi", true, loader).getField("OFF").get(null);
    assertThat(help).hasToString("OFF");
    assertThat(loader.versions).containsKey("picocli.CommandLine");
    assertThat(loader.versions.values()).containsOnly(Opcodes.V1_8);
  }

  @Test
  void recentClassesStayAsTheyAre() throws IOException {
    try (InputStream in = RecentClasses.class.getResourceAsStream("RecentClasses.class")) {
      byte[] ours = in.readAllBytes();
      assertThat(RecentClasses.recent(ours)).isSameAs(ours);
    }
  }

  @Test
  void whatLacksAClassStaysAsItIs() {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V1_5, Opcodes.ACC_PUBLIC, "Some", null, "java/lang/Object", null);
    MethodVisitor method = writer.visitMethod(Opcodes.ACC_STATIC, "choose", "(ILMissing;LLost;)Ljava/lang/Object;", null, null);
    method.visitCode();
    Label other = new Label();
    Label end = new Label();
    method.visitVarInsn(Opcodes.ILOAD, 0);
    method.visitJumpInsn(Opcodes.IFEQ, other);
    method.visitVarInsn(Opcodes.ALOAD, 1);
    method.visitJumpInsn(Opcodes.GOTO, end);
    method.visitLabel(other);
    method.visitVarInsn(Opcodes.ALOAD, 2);
    method.visitLabel(end);
    method.visitInsn(Opcodes.ARETURN);
    method.visitMaxs(1, 3);
    method.visitEnd();
    writer.visitEnd();
    byte[] some = writer.toByteArray();
    assertThat(RecentClasses.recent(some)).isSameAs(some);
  }
}
