package dev.pagewalk.dsl.resolve;

import java.util.Optional;
import java.util.OptionalLong;

/** Which types go together. */
final class TypeRules {
  private TypeRules() {}

  static boolean isError(Type type) {
    return type instanceof Type.Error;
  }

  static boolean isInt(Type type) {
    return type instanceof Type.Int;
  }

  /**
   * Whether a value of type {@code found} may be stored in, passed as or returned as {@code wanted}. Ranges are not
   * looked at: a number that does not fit is a violation at run time, or {@code OUT_OF_RANGE} where it is constant.
   *
   * @param constant the value, where it is known
   */
  static boolean accepts(Type wanted, Type found, OptionalLong constant) {
    if (isError(wanted) || isError(found)) {
      return true;
    }
    return switch (wanted) {
      case Type.Int i -> isInt(found);
      case Type.Bool b -> found instanceof Type.Bool;
      case Type.Enumeration e -> found instanceof Type.Enumeration f && f.decl() == e.decl();
      case Type.Flags f -> found instanceof Type.Flags g && g.decl() == f.decl() || isZero(found, constant);
      case Type.Vaddr v -> found instanceof Type.Vaddr || isInt(found) || isActor(found, Type.ActorKind.MAPPING)
          || isActor(found, Type.ActorKind.PAGE);
      case Type.Pfn p -> found instanceof Type.Pfn || isInt(found);
      case Type.Entry e -> found instanceof Type.Entry f && f.level() == e.level();
      case Type.Ref r -> refersTo(found, r.struct()) || converts(found, r.struct().name().text());
      case Type.NullableRef r -> found instanceof Type.Null || refersTo(found, r.struct())
          || converts(found, r.struct().name().text());
      case Type.Pointer p -> found instanceof Type.Pointer q && sameTarget(p.target(), q.target())
          || found instanceof Type.Lock && p.target().equals(found)
          || found instanceof Type.Null && p.nullable();
      case Type.Text t -> found instanceof Type.Text;
      case Type.Array a -> false;
      case Type.Lock l -> false;
      case Type.Nothing n -> false;
      case Type.Null n -> false;
      case Type.Actor a -> false;
      case Type.Error e -> true;
    };
  }

  /** Whether a reference is written where null would be a mistake, to say so instead of speaking of types. */
  static boolean refusesNull(Type wanted) {
    return wanted instanceof Type.Ref || wanted instanceof Type.Pointer p && !p.nullable();
  }

  /** Whether the type can stand in a condition, as in C. */
  static boolean isCondition(Type type) {
    return switch (type) {
      case Type.Bool b -> true;
      case Type.Int i -> true;
      case Type.Flags f -> true;
      case Type.Ref r -> true;
      case Type.NullableRef r -> true;
      case Type.Pointer p -> true;
      case Type.Error e -> true;
      case Type.Null n -> false;
      case Type.Enumeration e -> false;
      case Type.Vaddr v -> false;
      case Type.Pfn p -> false;
      case Type.Entry e -> false;
      case Type.Array a -> false;
      case Type.Lock l -> false;
      case Type.Text t -> false;
      case Type.Nothing n -> false;
      case Type.Actor a -> false;
    };
  }

  /** Whether {@code ==} can compare the two. */
  static boolean comparable(Type a, Type b, OptionalLong constantA, OptionalLong constantB) {
    return isError(a) || isError(b) || isWord(a) && (accepts(a, b, constantB) || accepts(b, a, constantA))
        || a instanceof Type.Null && mayBeNull(b) || b instanceof Type.Null && mayBeNull(a);
  }

  /** Whether {@code <} can compare the two. */
  static boolean ordered(Type a, Type b) {
    if (isError(a) || isError(b) || isInt(a) && isInt(b)) {
      return true;
    }
    return switch (a) {
      case Type.Vaddr v -> b instanceof Type.Vaddr || isInt(b);
      case Type.Pfn p -> b instanceof Type.Pfn || isInt(b);
      case Type.Int i -> b instanceof Type.Vaddr || b instanceof Type.Pfn;
      case Type.Pointer p -> b instanceof Type.Pointer q && isEntry(p.target()) && p.target().equals(q.target());
      case Type.Bool x -> false;
      case Type.Enumeration x -> false;
      case Type.Flags x -> false;
      case Type.Entry x -> false;
      case Type.Ref x -> false;
      case Type.NullableRef x -> false;
      case Type.Array x -> false;
      case Type.Lock x -> false;
      case Type.Text x -> false;
      case Type.Nothing x -> false;
      case Type.Null x -> false;
      case Type.Actor x -> false;
      case Type.Error x -> true;
    };
  }

  /** The type that both arms of {@code ?:} have; empty if there is none. */
  static Optional<Type> join(Type a, Type b) {
    if (isError(a) || isError(b)) {
      return Optional.of(new Type.Error());
    }
    if (a instanceof Type.Int i && b instanceof Type.Int j) {
      return Optional.of(new Type.Int(Math.min(i.low(), j.low()), Math.max(i.high(), j.high())));
    }
    if (a.equals(b)) {
      return a instanceof Type.Nothing || a instanceof Type.Lock || a instanceof Type.Array
          ? Optional.empty() : Optional.of(a);
    }
    Optional<Type> one = nullableJoin(a, b);
    return one.isPresent() ? one : nullableJoin(b, a);
  }

  private static Optional<Type> nullableJoin(Type a, Type b) {
    if (b instanceof Type.Null || b instanceof Type.NullableRef || b instanceof Type.Pointer) {
      if (a instanceof Type.Ref r && (b instanceof Type.Null || refersTo(b, r.struct()))) {
        return Optional.of(new Type.NullableRef(r.struct()));
      }
      if (a instanceof Type.NullableRef && b instanceof Type.Null) {
        return Optional.of(a);
      }
      if (a instanceof Type.Pointer p
          && (b instanceof Type.Null || b instanceof Type.Pointer q && q.target().equals(p.target()))) {
        return Optional.of(new Type.Pointer(p.target(), true));
      }
    }
    if (a instanceof Type.Vaddr && isInt(b) || a instanceof Type.Pfn && isInt(b)) {
      return Optional.of(a);
    }
    return Optional.empty();
  }

  /** Whether a value of the type may be compared with null: every reference may, even one that is never null. */
  static boolean mayBeNull(Type type) {
    return type instanceof Type.Ref || type instanceof Type.NullableRef || type instanceof Type.Pointer
        || type instanceof Type.Null || type instanceof Type.Error;
  }

  static boolean isEntry(Type type) {
    return type instanceof Type.Entry;
  }

  static boolean isActor(Type type, Type.ActorKind kind) {
    return type instanceof Type.Actor a && a.kind() == kind;
  }

  /** The kind of the lock that a value is or points to. */
  static Optional<Type.LockKind> lockKind(Type type) {
    Type lock = type instanceof Type.Pointer p ? p.target() : type;
    return lock instanceof Type.Lock l ? Optional.of(l.kind()) : Optional.empty();
  }

  private static boolean isWord(Type type) {
    return !(type instanceof Type.Actor || type instanceof Type.Lock || type instanceof Type.Array
        || type instanceof Type.Nothing || type instanceof Type.Text);
  }

  private static boolean refersTo(Type found, Object struct) {
    return found instanceof Type.Ref r && r.struct() == struct
        || found instanceof Type.NullableRef n && n.struct() == struct;
  }

  private static boolean converts(Type found, String struct) {
    return isActor(found, Type.ActorKind.PROCESS) && struct.equals("mm")
        || isActor(found, Type.ActorKind.FILE) && (struct.equals("file") || struct.equals("address_space"));
  }

  private static boolean sameTarget(Type a, Type b) {
    return a.equals(b) || isError(a) || isError(b);
  }

  private static boolean isZero(Type found, OptionalLong constant) {
    return isInt(found) && constant.isPresent() && constant.getAsLong() == 0;
  }
}
