package dev.pagewalk.ls.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Copies a jar with its oldest class files in the form of Java 8, and with {@link LinkedCalls}. The JVM keeps no class of
 * before Java 6 in an archive of classes: it would load and verify the 170 of picocli anew at each start, which takes
 * longer than all of ours. The code stays what it is; only the tables by which it is verified are new.
 */
public final class RecentClasses {
  private static final int VERSION = 6;

  private RecentClasses() {}

  /**
   * Copies the jar {@code args[0]} to {@code args[1]}; it is on the class path.
   *
   * @throws IOException if one cannot be read or the other written
   */
  public static void main(String[] args) throws IOException {
    try (ZipFile in = new ZipFile(args[0]);
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(Path.of(args[1])))) {
      for (ZipEntry entry : Collections.list(in.entries())) {
        byte[] content = in.getInputStream(entry).readAllBytes();
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTime(entry.getTime());
        out.putNextEntry(copy);
        out.write(entry.getName().endsWith(".class") ? LinkedCalls.linked(recent(content)) : content);
        out.closeEntry();
      }
    }
  }

  /** A class file in the form of Java 8; itself if it is as recent, or if what it needs for that is not there. */
  static byte[] recent(byte[] content) {
    if (Opcodes.V1_8 <= version(content)) {
      return content;
    }
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
    try {
      new ClassReader(content).accept(new ClassVisitor(Opcodes.ASM9, writer) {
        @Override
        public void visit(
            int version, int access, String name, String signature, String superName, String[] interfaces) {
          super.visit(Opcodes.V1_8, access, name, signature, superName, interfaces);
        }
      }, ClassReader.SKIP_FRAMES);
      return writer.toByteArray();
    } catch (RuntimeException | LinkageError lacking) {
      return content;
    }
  }

  static int version(byte[] content) {
    return (content[VERSION] & 0xff) << 8 | content[VERSION + 1] & 0xff;
  }
}
