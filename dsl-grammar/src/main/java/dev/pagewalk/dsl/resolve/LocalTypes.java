package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Expr;
import java.util.Optional;

/** The type of a variable that is declared without one. */
final class LocalTypes {
  private LocalTypes() {}

  /** The type of a variable whose first value is {@code value}, typed before; empty where the value does not tell. */
  static Optional<Type> infer(Expr value, Frame frame) {
    return switch (frame.tables.typeOf(value)) {
      case Type.Int i -> Optional.of(isInt(value, frame.tables) ? Type.Int.INT : Type.Int.LONG);
      case Type.Actor a -> ofActor(a, frame.world);
      case Type.Lock l -> Optional.of(new Type.Pointer(l, false));
      case Type.Null n -> Optional.empty();
      case Type.Array a -> Optional.empty();
      case Type.Text t -> Optional.empty();
      case Type.Nothing n -> Optional.empty();
      case Type.Bool t -> Optional.of(t);
      case Type.Enumeration t -> Optional.of(t);
      case Type.Flags t -> Optional.of(t);
      case Type.Vaddr t -> Optional.of(t);
      case Type.Pfn t -> Optional.of(t);
      case Type.Entry t -> Optional.of(t);
      case Type.Ref t -> Optional.of(t);
      case Type.NullableRef t -> Optional.of(t);
      case Type.Pointer t -> Optional.of(t);
      case Type.Error t -> Optional.of(t);
    };
  }

  private static Optional<Type> ofActor(Type.Actor actor, World world) {
    return switch (actor.kind()) {
      case MAPPING, PAGE -> Optional.of(new Type.Vaddr());
      case PROCESS -> world.kernelStruct("mm").map(Type.class::cast);
      case FILE -> world.kernelStruct("file").map(Type.class::cast);
      case THREAD, CPU, UFFD, CHILD -> Optional.empty();
    };
  }

  /** Whether a number is an {@code int} as in C: made of nothing that is longer. */
  private static boolean isInt(Expr value, Tables tables) {
    Expr e = value;
    while (true) {
      if (e instanceof Expr.Paren paren) {
        e = paren.inner();
      } else if (e instanceof Expr.Unary unary) {
        e = unary.operand();
      } else if (e instanceof Expr.Binary binary && tables.typeOf(binary.left()) instanceof Type.Int) {
        if (!isShort(binary.right(), tables)) {
          return false;
        }
        e = binary.left();
      } else {
        return isShort(e, tables);
      }
    }
  }

  private static boolean isShort(Expr e, Tables tables) {
    return e instanceof Expr.Binary || e instanceof Expr.Paren || e instanceof Expr.Unary
        ? tables.constantOf(e).isPresent() && Type.Int.INT.contains(tables.constantOf(e).getAsLong()) || isNested(e, tables)
        : tables.typeOf(e) instanceof Type.Int i && Type.Int.INT.contains(i.low()) && Type.Int.INT.contains(i.high());
  }

  private static boolean isNested(Expr e, Tables tables) {
    return tables.typeOf(e) instanceof Type.Int && isInt(e, tables);
  }
}
