package dev.pagewalk.ls.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class LinkedCallsTest {
  sealed interface Shape {
    /** A method of an interface with a switch in it. */
    static String name(Shape shape) {
      return switch (shape) {
        case Circle circle -> "circle";
        case Square square -> "square";
        case Group group -> "group";
      };
    }
  }

  record Circle(int radius, double weight, float grey, boolean filled) implements Shape {}

  record Square(long side, char letter, byte small, short less) implements Shape {}

  record Group(String name, Shape[] shapes, List<Shape> others) implements Shape {}

  record Nothing() {}

  /** Says what calls of each kind give; it is loaded as it is and with its calls linked. */
  public static final class Sample implements Supplier<List<String>> {
    private static final Shape[] PAIR = {new Circle(1, 0.5, 2, true), null};

    private final List<Object> objects = new ArrayList<>();

    /** Made by reflection, too. */
    public Sample() {}

    @Override
    public List<String> get() {
      for (double weight : new double[] {0.5, 0.0, -0.0, Double.NaN}) {
        objects.add(new Circle(7, weight, Float.NaN, weight == 0));
      }
      objects.add(new Circle(7, 0.5, Float.NaN, false));
      objects.add(new Square(1L << 40, 'x', (byte) -1, (short) 300));
      objects.add(new Square(1L << 40, 'x', (byte) -1, (short) 301));
      objects.add(new Group("g", PAIR, List.of(PAIR[0])));
      objects.add(new Group("g", PAIR.clone(), List.of(new Circle(1, 0.5, 2, true))));
      objects.add(new Group("g", PAIR, List.of(new Circle(1, 0.5, 2, true))));
      objects.add(new Group(null, null, null));
      objects.add(new Nothing());
      objects.add(new Nothing());
      objects.add("text");
      objects.add("a longer text");
      objects.add(new int[] {1, 2});
      objects.add(new String[0]);
      objects.add(5L);
      objects.add(null);
      List<String> said = new ArrayList<>();
      for (Object one : objects) {
        said.add(what(one) + (one instanceof Shape shape ? Shape.name(shape) : "") + (one instanceof Record ? hash(one) : ""));
        said.add(objects.stream().map(other -> one != null && one.equals(other) ? "=" : ".").toList().toString());
      }
      return said;
    }

    /** Arrays have a hash of their own in each run. */
    private static int hash(Object record) {
      return record instanceof Group group ? new Group(group.name(), null, group.others()).hashCode() : record.hashCode();
    }

    private static String what(Object object) {
      return switch (object) {
        case null -> "null";
        case String text when text.length() < 5 -> "short";
        case String text when text.isEmpty() -> "empty";
        case Circle(int radius, double weight, float grey, boolean filled) when filled -> "full " + radius;
        case Circle circle -> "hollow";
        case Group(String name, Shape[] shapes, List<Shape> others) when shapes != null -> name + shapes.length;
        case CharSequence text -> "text";
        case int[] numbers -> "numbers";
        case Object[] several -> "several";
        case Shape shape -> "shape";
        default -> "other";
      };
    }
  }

  /** Loads the classes of this test with their calls linked. */
  private static final class Loader extends ClassLoader {
    private int left;

    Loader() {
      super(LinkedCallsTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null || !name.startsWith(LinkedCallsTest.class.getName() + "$")) {
          return loaded == null ? super.loadClass(name, resolve) : loaded;
        }
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
          byte[] made = LinkedCalls.linked(in.readAllBytes());
          left += unlinked(made);
          return defineClass(name, made, 0, made.length);
        } catch (IOException e) {
          throw new ClassNotFoundException(name, e);
        }
      }
    }
  }

  /** How many calls of a class file are linked when they are reached, and are not kept by an archive. */
  private static int unlinked(byte[] content) {
    int[] count = new int[1];
    new ClassReader(content).accept(new ClassVisitor(Opcodes.ASM9) {
      @Override
      public MethodVisitor visitMethod(
          int access, String name, String descriptor, String signature, String[] exceptions) {
        return new MethodVisitor(Opcodes.ASM9) {
          @Override
          public void visitInvokeDynamicInsn(String called, String type, Handle bootstrap, Object... arguments) {
            boolean isForRuntime = bootstrap.getOwner().startsWith("java/lang/runtime/");
            count[0] += isForRuntime && !called.equals("toString") ? 1 : 0;
          }
        };
      }
    }, 0);
    return count[0];
  }

  @Test
  @SuppressWarnings("unchecked")
  void linkedCallsDoWhatTheyDid() throws ReflectiveOperationException {
    Loader loader = new Loader();
    Supplier<List<String>> linked = (Supplier<List<String>>)
        Class.forName(Sample.class.getName(), true, loader).getDeclaredConstructor().newInstance();
    assertThat(linked.get()).isEqualTo(new Sample().get()).contains("shapegroup0", "several");
    assertThat(loader.left).isZero();
  }

  @Test
  void whatHasNoneStaysAsItIs() throws IOException {
    try (InputStream in = LinkedCalls.class.getResourceAsStream("RecentClasses.class")) {
      byte[] ours = in.readAllBytes();
      assertThat(LinkedCalls.linked(ours)).isSameAs(ours);
    }
  }
}
