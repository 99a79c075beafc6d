package dev.pagewalk.lower;

import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.resolve.Type;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import dev.pagewalk.hw.state.StructLayout;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.hw.step.Binding;
import dev.pagewalk.ir.Access;
import dev.pagewalk.ir.Arithmetic;
import dev.pagewalk.ir.IntrinsicSite;
import dev.pagewalk.ir.Op;
import dev.pagewalk.ir.Operand;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Compiles expressions. Operands are evaluated from left to right; each read of a word that another agent can reach is
 * one visible instruction.
 */
final class Expressions {
  private final LoweringContext context;
  private final Emitter out;
  private final Map<Object, Integer> locals;
  private final RepeatedReads repeated;
  private final int self;
  private final BuiltinCalls builtins;

  /**
   * @param locals the slot of each local variable, by the identity of its declaration
   * @param repeated the reads that a compiler may make again
   * @param self the value of {@code self}
   */
  Expressions(LoweringContext context, Emitter out, Map<Object, Integer> locals, RepeatedReads repeated, int self) {
    this.repeated = repeated;
    this.context = context;
    this.out = out;
    this.locals = locals;
    this.self = self;
    builtins = new BuiltinCalls(context, out, this);
  }

  Symbol symbol(Name name) {
    return context.resolution.symbol(name).orElse(null);
  }

  Type type(Expr expr) {
    return context.types.of(expr);
  }

  /** Evaluates an expression and gives the operand that holds its value. */
  int value(Expr expr) {
    OptionalLong known = context.constants.value(expr);
    if (known.isPresent()) {
      return out.constant(known.getAsLong());
    }
    return switch (expr) {
      case Expr.Paren paren -> value(paren.inner());
      case Expr.Ref ref -> reference(ref);
      case Expr.Field field -> field(field);
      case Expr.Index index -> load(place(index), type(index), index.span());
      case Expr.Call call -> call(call);
      case Expr.Unary unary -> unary(unary);
      case Expr.Binary binary -> binary(binary);
      case Expr.Conditional conditional -> conditional(conditional);
      case Expr.IntLit literal -> out.constant(literal.value());
      case Expr.BoolLit literal -> out.constant(literal.value() ? 1 : 0);
      case Expr.NullLit literal -> out.constant(0);
      case Expr.StringLit literal -> out.constant(0);
      case Expr.Missing missing -> out.constant(0);
    };
  }

  /** Evaluates an expression for a place of type {@code wanted}, with the checks that storing it there needs. */
  int valueAs(Expr expr, Type wanted) {
    int operand = converted(expr, wanted);
    check(operand, type(expr), wanted, expr.span());
    return operand;
  }

  private int converted(Expr expr, Type wanted) {
    if (wanted instanceof Type.Pointer && type(expr) instanceof Type.Lock) {
      return pointer(expr);
    }
    if (type(expr) instanceof Type.Actor) {
      return actor(expr, wanted);
    }
    if (wanted instanceof Type.Bool && !(type(expr) instanceof Type.Bool)) {
      int result = out.temporary();
      out.emit(Op.BINARY, result, value(expr), out.constant(0), Arithmetic.NE.ordinal(), expr.span());
      return result;
    }
    return value(expr);
  }

  private void check(int operand, Type given, Type wanted, Span span) {
    if (Operand.kind(operand) == Operand.CONSTANT && !(wanted instanceof Type.Int)) {
      return;
    }
    switch (wanted) {
      case Type.Int range -> {
        boolean fits = given instanceof Type.Int g && range.low() <= g.low() && g.high() <= range.high();
        if (!fits && given instanceof Type.Int && !range.equals(Type.Int.LONG)) {
          out.emit(Op.CHECK_RANGE, operand, out.constant(range.low()), out.constant(range.high()), 0, span);
        }
      }
      case Type.Ref ref -> {
        if (given instanceof Type.NullableRef || given instanceof Type.Null) {
          out.emit(Op.CHECK_NULL, operand, span);
        }
      }
      default -> {}
    }
  }

  private int reference(Expr.Ref ref) {
    Symbol symbol = symbol(ref.name());
    return switch (symbol) {
      case Symbol.Local local -> {
        int slot = Operand.slot(locals.get(local.declaration()));
        repeated.use(local.declaration(), slot);
        yield slot;
      }
      case Symbol.Global global -> type(ref) instanceof Type.Lock
          ? pointer(ref)
          : load(place(ref), type(ref), ref.span());
      case Symbol.Self own -> out.constant(self);
      case null -> out.constant(0);
      default -> actor(ref, type(ref));
    };
  }

  /** The word behind a process, mapping, page or file, as the place where it is used wants it. */
  private int actor(Expr expr, Type wanted) {
    return context.actors.value(expr, wanted, this, out);
  }

  private int field(Expr.Field field) {
    Symbol symbol = symbol(field.name());
    if (symbol instanceof Symbol.EntryPart part) {
      Binding binding = context.binding("entry_" + part.declared().text());
      return intrinsic(binding, new int[] {value(field.target())}, field.span());
    }
    if (symbol instanceof Symbol.ActorPart part) {
      return context.actors.part(field, part, this, out);
    }
    if (symbol instanceof Symbol.Local local) {
      int result = out.temporary();
      out.emit(Op.LOAD_FIXED, result, context.results.get(local.declaration()), field.span());
      return result;
    }
    if (type(field) instanceof Type.Lock) {
      return pointer(field);
    }
    return load(place(field), type(field), field.span());
  }

  /** Reads a place. */
  int load(Place place, Type type, Span span) {
    return switch (place) {
      case Place.Slot slot -> slot.operand();
      case Place.Global global -> {
        int result = out.temporary();
        out.emit(Op.LOAD_GLOBAL, result, global.index(), span);
        yield result;
      }
      case Place.Pointed pointed -> {
        int result = out.temporary();
        out.emit(Op.LOAD, result, pointed.pointer(), span);
        if (type instanceof Type.Entry) {
          checkPlainRead(pointed.pointer(), span);
        }
        yield result;
      }
      case Place.Field field -> {
        int result = out.temporary();
        out.emit(Op.LOAD_FIELD, result, field.object(), field.offset(), field.privacy(), span);
        context.fieldRules().checkRead(field, out, span);
        yield result;
      }
      case Place.UserWord word -> callLibrary("user_load", new int[] {word.address(), word.word()}, span);
    };
  }

  /** The rules of page tables ask for more where an entry is read as a word, which may be read again. */
  private void checkPlainRead(int pointer, Span span) {
    Binding check = context.binding(KernelAttachment.PLAIN_READ);
    if (check != null && out.access() == Access.PLAIN) {
      intrinsic(check, new int[] {pointer}, span);
    }
  }

  /** Writes a place. */
  void store(Place place, int value, Span span) {
    switch (place) {
      case Place.Slot slot -> out.emit(Op.MOVE, slot.operand(), value, span);
      case Place.Global global -> out.emit(Op.STORE_GLOBAL, global.index(), value, span);
      case Place.Pointed pointed -> out.emit(Op.STORE, pointed.pointer(), value, span);
      case Place.Field field -> {
        out.emit(Op.STORE_FIELD, field.object(), value, field.offset(), field.privacy(), span);
        context.fieldRules().checkWrite(field, out, span);
      }
      case Place.UserWord word ->
          callLibrary("user_store", new int[] {word.address(), word.word(), value}, span);
    }
  }

  /** Where something stands that can be read or assigned. */
  Place place(Expr expr) {
    return switch (expr) {
      case Expr.Paren paren -> place(paren.inner());
      case Expr.Ref ref -> switch (symbol(ref.name())) {
        case Symbol.Local local -> new Place.Slot(Operand.slot(locals.get(local.declaration())));
        case Symbol.Global global -> new Place.Global(context.globals.get(global));
        case null, default -> new Place.Pointed(value(ref));
      };
      case Expr.Field field ->
          new Place.Field(value(field.target()), offset(field), privacy(type(field.target())), name(field));
      case Expr.Index index -> element(index);
      case Expr.Unary unary when unary.op() == Expr.UnaryOp.DEREF -> new Place.Pointed(value(unary.operand()));
      default -> new Place.Pointed(value(expr));
    };
  }

  /** 1 if a reference of this type names an object that only its own thread can reach, else 0. */
  int privacy(Type type) {
    return switch (type) {
      case Type.Ref ref -> context.structs.isPrivate(ref.struct().name().text()) ? 1 : 0;
      case Type.NullableRef ref -> context.structs.isPrivate(ref.struct().name().text()) ? 1 : 0;
      default -> 0;
    };
  }

  private String name(Expr.Field field) {
    return symbol(field.name()) instanceof Symbol.StructField found
        ? found.struct().name().text() + '.' + found.declared().text() : "";
  }

  private int offset(Expr.Field field) {
    Symbol symbol = symbol(field.name());
    if (symbol instanceof Symbol.StructField found) {
      StructLayout layout = context.structs.layout(found.struct().name().text());
      return layout.offset(found.declared().text());
    }
    return 0;
  }

  private Place element(Expr.Index index) {
    if (!(type(index.target()) instanceof Type.Array array)) {
      return context.actors.userWord(index, context.judge, this, out);
    }
    int words = Structs.words(array.element());
    Place target = place(index.target());
    OptionalLong known = context.constants.value(index.index());
    boolean inside = known.isPresent() && 0 <= known.getAsLong() && known.getAsLong() < array.size();
    if (inside && target instanceof Place.Global global) {
      return new Place.Global(global.index() + Math.toIntExact(known.getAsLong()) * words);
    }
    if (inside && target instanceof Place.Field field) {
      return new Place.Field(
          field.object(), field.offset() + Math.toIntExact(known.getAsLong()) * words, field.privacy(), field.name());
    }
    int start = pointer(target, index.span());
    int position = value(index.index());
    if (!inside) {
      out.emit(Op.CHECK_INDEX, position, array.size(), index.index().span());
    }
    int result = out.temporary();
    out.emit(Op.ELEMENT_PLACE, result, start, position, words, index.span());
    return new Place.Pointed(result);
  }

  /** A pointer to a place. */
  int pointer(Place place, Span span) {
    return switch (place) {
      case Place.Global global -> out.constant(Words.reference(global.index()));
      case Place.Pointed pointed -> pointed.pointer();
      case Place.Field field -> {
        int result = out.temporary();
        out.emit(Op.FIELD_PLACE, result, field.object(), field.offset(), 0, span);
        yield result;
      }
      case Place.Slot slot -> slot.operand();
      case Place.UserWord word -> word.address();
    };
  }

  /** A pointer to the place that {@code expr} names; the value itself if it already is a pointer. */
  int pointer(Expr expr) {
    if (type(expr) instanceof Type.Pointer) {
      return value(expr);
    }
    return pointer(place(expr), expr.span());
  }

  private int unary(Expr.Unary unary) {
    return switch (unary.op()) {
      case DEREF -> load(place(unary), type(unary), unary.span());
      case ADDRESS -> pointer(unary.operand());
      case NOT -> {
        int result = out.temporary();
        out.emit(Op.NOT, result, value(unary.operand()), unary.span());
        yield result;
      }
      case NEGATE -> {
        int result = out.temporary();
        out.emit(Op.NEGATE, result, value(unary.operand()), unary.span());
        yield result;
      }
      case COMPLEMENT -> {
        int result = out.temporary();
        out.emit(Op.COMPLEMENT, result, value(unary.operand()), unary.span());
        yield result;
      }
    };
  }

  private int binary(Expr.Binary binary) {
    return switch (binary.op()) {
      case AND, OR -> shortCircuit(binary);
      case GT -> swapped(binary, Arithmetic.LT);
      case GE -> swapped(binary, Arithmetic.LE);
      default -> {
        int left = operand(binary.left(), binary.right());
        int right = operand(binary.right(), binary.left());
        yield arithmetic(arithmetic(binary.op()), left, right, binary.span());
      }
    };
  }

  /** An operand of a comparison or sum; actors become what the other side is. */
  private int operand(Expr expr, Expr other) {
    return type(expr) instanceof Type.Actor ? actor(expr, type(other)) : value(expr);
  }

  private int swapped(Expr.Binary binary, Arithmetic operator) {
    int left = operand(binary.left(), binary.right());
    int right = operand(binary.right(), binary.left());
    return arithmetic(operator, right, left, binary.span());
  }

  int arithmetic(Arithmetic operator, int left, int right, Span span) {
    int result = out.temporary();
    out.emit(Op.BINARY, result, left, right, operator.ordinal(), span);
    return result;
  }

  static Arithmetic arithmetic(Expr.BinaryOp op) {
    return switch (op) {
      case ADD -> Arithmetic.ADD;
      case SUB -> Arithmetic.SUB;
      case MUL -> Arithmetic.MUL;
      case DIV -> Arithmetic.DIV;
      case REM -> Arithmetic.REM;
      case BIT_AND, AND -> Arithmetic.AND;
      case BIT_OR, OR -> Arithmetic.OR;
      case BIT_XOR -> Arithmetic.XOR;
      case SHL -> Arithmetic.SHL;
      case SHR -> Arithmetic.SHR;
      case EQ -> Arithmetic.EQ;
      case NE -> Arithmetic.NE;
      case LT, GT -> Arithmetic.LT;
      case LE, GE -> Arithmetic.LE;
    };
  }

  private int shortCircuit(Expr.Binary binary) {
    int result = out.temporary();
    int no = out.newLabel();
    int end = out.newLabel();
    int yes = out.newLabel();
    branch(binary, yes, no);
    out.bind(yes);
    out.emit(Op.MOVE, result, out.constant(1), binary.span());
    out.emit(Op.JUMP, end, binary.span());
    out.bind(no);
    out.emit(Op.MOVE, result, out.constant(0), binary.span());
    out.bind(end);
    return result;
  }

  private int conditional(Expr.Conditional conditional) {
    int result = out.temporary();
    int yes = out.newLabel();
    int no = out.newLabel();
    int end = out.newLabel();
    branch(conditional.cond(), yes, no);
    out.bind(yes);
    out.emit(Op.MOVE, result, valueAs(conditional.then(), type(conditional)), conditional.then().span());
    out.emit(Op.JUMP, end, conditional.span());
    out.bind(no);
    out.emit(Op.MOVE, result, valueAs(conditional.otherwise(), type(conditional)), conditional.otherwise().span());
    out.bind(end);
    return result;
  }

  /** Goes to {@code yes} if the condition holds, else to {@code no}. One of them must be bound right behind. */
  void branch(Expr cond, int yes, int no) {
    OptionalLong known = context.constants.value(cond);
    if (known.isPresent()) {
      out.emit(Op.JUMP, known.getAsLong() != 0 ? yes : no, cond.span());
      return;
    }
    switch (cond) {
      case Expr.Paren paren -> branch(paren.inner(), yes, no);
      case Expr.Unary unary when unary.op() == Expr.UnaryOp.NOT -> branch(unary.operand(), no, yes);
      case Expr.Binary binary when binary.op() == Expr.BinaryOp.AND -> {
        int more = out.newLabel();
        branch(binary.left(), more, no);
        out.bind(more);
        branch(binary.right(), yes, no);
      }
      case Expr.Binary binary when binary.op() == Expr.BinaryOp.OR -> {
        int more = out.newLabel();
        branch(binary.left(), yes, more);
        out.bind(more);
        branch(binary.right(), yes, no);
      }
      default -> {
        out.emit(Op.JUMP_IF_ZERO, value(cond), no, cond.span());
        out.emit(Op.JUMP, yes, cond.span());
      }
    }
  }

  private int call(Expr.Call call) {
    if (call.callee() instanceof Expr.Field field) {
      return method(call, field);
    }
    if (!(call.callee() instanceof Expr.Ref callee)) {
      return out.constant(0);
    }
    Symbol called = symbol(callee.name());
    int result = switch (called) {
      case Symbol.BuiltinFunction builtin -> builtins.call(builtin.builtin(), call);
      case Symbol.Function function -> call(function, call);
      case Symbol.Thread child -> {
        Forks.emit(context, child, self, this, out, call.span());
        yield out.constant(0);
      }
      case null, default -> out.constant(0);
    };
    if (called != null) {
      repeated.called(called);
    }
    return result;
  }

  /** {@code U.writeprotect(A[0])}: the function that the resolver found for it takes {@code U} first. */
  private int method(Expr.Call call, Expr.Field field) {
    if (!(symbol(field.name()) instanceof Symbol.Function function)) {
      return out.constant(0);
    }
    int[] operands = new int[1 + call.args().size()];
    operands[0] = actor(field.target(), function.parameters().getFirst());
    for (int i = 1; i < operands.length; i++) {
      operands[i] = valueAs(call.args().get(i - 1).value(), function.parameters().get(i));
    }
    return out.call(context.number(function.decl()), operands, call.span());
  }

  private int call(Symbol.Function function, Expr.Call call) {
    List<SyntaxPart.Arg> given = call.args();
    int[] operands = new int[given.size()];
    for (int i = 0; i < operands.length; i++) {
      operands[i] = valueAs(given.get(i).value(), context.types.of(function.decl().params().get(i).type()));
    }
    return switch (context.chosen(function.decl()).kind()) {
      case EXTERN -> intrinsic(context.binding(function.declared().text()), operands, call.span());
      case DEFINED, REPLACE -> out.call(context.number(function.decl()), operands, call.span());
    };
  }

  /** A call of a library function that does not stand in the text. */
  int callLibrary(String name, int[] operands, Span span) {
    return out.call(context.number(context.function(name)), operands, span);
  }

  int intrinsic(Binding binding, int[] operands, Span span) {
    return out.intrinsic(new IntrinsicSite(binding, operands), span);
  }
}
