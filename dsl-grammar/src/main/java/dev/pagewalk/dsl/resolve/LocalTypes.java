package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Expr;
import java.util.ArrayDeque;
import java.util.Deque;
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
    Deque<Expr> open = new ArrayDeque<>();
    open.push(value);
    while (!open.isEmpty()) {
      Expr e = open.pop();
      if (e instanceof Expr.Paren paren) {
        open.push(paren.inner());
      } else if (e instanceof Expr.Unary unary && tables.typeOf(unary.operand()) instanceof Type.Int) {
        open.push(unary.operand());
      } else if (e instanceof Expr.Binary binary && tables.typeOf(binary.left()) instanceof Type.Int
          && tables.typeOf(binary.right()) instanceof Type.Int) {
        open.push(binary.left());
        open.push(binary.right());
      } else if (!(tables.typeOf(e) instanceof Type.Int i && Type.Int.INT.contains(i.low())
          && Type.Int.INT.contains(i.high()))) {
        return false;
      }
    }
    return true;
  }
}
