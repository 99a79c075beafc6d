package dev.pagewalk.lower;

import dev.pagewalk.dsl.resolve.Type;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import dev.pagewalk.hw.state.StructLayout;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The layouts of the structs of a program, by name, in the order of declaration. */
final class Structs {
  private final Map<String, StructLayout> layouts = new LinkedHashMap<>();
  private final Map<String, Type> fieldTypes = new LinkedHashMap<>();
  private final Set<String> held = new HashSet<>();
  private final Map<String, List<Integer>> lockOffsets = new LinkedHashMap<>();

  Structs(Types types, List<Decl.Struct> structs) {
    for (Decl.Struct struct : structs) {
      StructLayout layout = new StructLayout(struct.name().text());
      List<Integer> locks = new ArrayList<>();
      if (struct.external()) {
        // Java finds objects of such structs by looking through their pool.
        held.add(layout.name());
      }
      for (SyntaxPart.FieldDecl field : struct.fields()) {
        Type type = types.of(field.type());
        for (Name name : field.names()) {
          StructLayout.Field added = layout.add(name.text(), words(type));
          hold(type);
          fieldTypes.put(layout.name() + '.' + name.text(), element(type));
          if (isHoldable(type)) {
            for (int i = 0; i < added.length(); i++) {
              locks.add(added.offset() + i);
            }
          }
        }
      }
      layouts.put(layout.name(), layout);
      lockOffsets.put(layout.name(), locks);
    }
  }

  /** Notes that a word that several threads can read has this type. */
  void hold(Type type) {
    switch (element(type)) {
      case Type.Ref ref -> held.add(ref.struct().name().text());
      case Type.NullableRef ref -> held.add(ref.struct().name().text());
      case Type.Pointer pointer -> hold(pointer.target());
      default -> {}
    }
  }

  /**
   * Whether an object of the struct can never be reached by another thread than the one that made it: no shared word
   * has its type. Such structs stand for objects on a kernel stack.
   */
  boolean isPrivate(String name) {
    return !held.contains(name);
  }

  /** How many words a value of a type takes. */
  static int words(Type type) {
    return type instanceof Type.Array array ? array.size() * words(array.element()) : 1;
  }

  /** The type of the single words of an array of any depth; the type itself if it is none. */
  static Type element(Type type) {
    return type instanceof Type.Array array ? element(array.element()) : type;
  }

  /** The types of fields, of an array's elements, by {@code struct.field}. */
  Map<String, Type> fieldTypes() {
    return fieldTypes;
  }

  StructLayout layout(String name) {
    return layouts.get(name);
  }

  Iterable<StructLayout> all() {
    return layouts.values();
  }

  /** Whether a thread can hold it: every lock but a seqcount, which is a number. */
  static boolean isHoldable(Type type) {
    return element(type) instanceof Type.Lock lock && lock.kind() != Type.LockKind.SEQCOUNT;
  }

  /** The offsets of the words that are locks, from the header. */
  List<Integer> lockOffsets(String name) {
    return lockOffsets.get(name);
  }
}
