package dev.pagewalk.dsl.resolve;

import java.util.Locale;

/** Types as users write or call them. */
public final class TypeNames {
  private TypeNames() {}

  /** The type as it is written; for types that cannot be written, what users call them. */
  public static String of(Type type) {
    return switch (type) {
      case Type.Int i when i.equals(Type.Int.INT) -> "int";
      case Type.Int i when i.equals(Type.Int.LONG) -> "long";
      case Type.Int i -> i.low() + ".." + i.high();
      case Type.Bool b -> "bool";
      case Type.Enumeration e -> e.decl().name().text();
      case Type.Flags f -> f.decl().name().text();
      case Type.Vaddr v -> "vaddr";
      case Type.Pfn p -> "pfn";
      case Type.Entry e -> e.level().name().toLowerCase(Locale.ROOT);
      case Type.Ref r -> r.struct().name().text();
      case Type.NullableRef r -> r.struct().name().text() + "?";
      case Type.Pointer p -> of(p.target()) + (p.nullable() ? "*?" : "*");
      case Type.Array a -> of(a.element()) + "[" + (a.size() == Type.Array.BY_VARIANT ? "" : a.size()) + "]";
      case Type.Lock l -> l.kind().name().toLowerCase(Locale.ROOT);
      case Type.Text t -> "text";
      case Type.Nothing n -> "nothing";
      case Type.Null n -> "null";
      case Type.Actor a -> a.kind().name().toLowerCase(Locale.ROOT);
      case Type.Error e -> "?";
    };
  }

  /** The type in a sentence, behind "is": {@code an `int`}, {@code a number from 0..2}, {@code a mapping}. */
  static String described(Type type) {
    return switch (type) {
      case Type.Int i when i.equals(Type.Int.INT) || i.equals(Type.Int.LONG) -> "a number";
      case Type.Int i -> "a number in `" + of(i) + "`";
      case Type.Nothing n -> "no value";
      case Type.Null n -> "`null`";
      case Type.Text t -> "a text";
      case Type.Actor a when a.kind() == Type.ActorKind.CPU -> "a CPU";
      case Type.Actor a when a.kind() == Type.ActorKind.UFFD -> "a userfaultfd";
      case Type.Actor a -> "a " + of(a);
      case Type.Array a -> "an array";
      case Type.Bool b -> named(b);
      case Type.Enumeration e -> named(e);
      case Type.Flags f -> named(f);
      case Type.Vaddr v -> named(v);
      case Type.Pfn p -> named(p);
      case Type.Entry e -> named(e);
      case Type.Ref r -> named(r);
      case Type.NullableRef r -> named(r);
      case Type.Pointer p -> named(p);
      case Type.Lock l -> named(l);
      case Type.Error e -> named(e);
    };
  }

  private static String named(Type type) {
    String name = of(type);
    if (name.isEmpty()) {
      return "something without a name";
    }
    return ("aeiou".indexOf(name.charAt(0)) < 0 ? "a `" : "an `") + name + "`";
  }
}
