package dev.pagewalk.step;

import dev.pagewalk.dsl.diagnostic.Severity;
import dev.pagewalk.dsl.parse.Parsed;
import dev.pagewalk.dsl.parse.Parsing;
import dev.pagewalk.dsl.resolve.Type;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Stmt;
import dev.pagewalk.hw.memory.EntryPart;
import dev.pagewalk.hw.state.Pool;
import dev.pagewalk.hw.state.StructLayout;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.ir.Arithmetic;
import dev.pagewalk.ir.Variable;
import java.util.Optional;

/**
 * Evaluates expressions of the language in a state, without a step: nobody sees it, no oracle judges it. An object is
 * named as it is shown, {@code folio#3}, beside everything that the frame can see.
 */
final class Evaluation {
  private static final String WRAP = "fn watch() { let it = ";

  private final Interleaving interleaving;
  private final Names names;
  private final Optional<Frame> frame;

  /**
   * Expressions of a frame.
   *
   * @param frame whose variables can be named; empty for none
   */
  Evaluation(Interleaving interleaving, Names names, Optional<Frame> frame) {
    this.interleaving = interleaving;
    this.names = names;
    this.frame = frame;
  }

  /** A value, or why there is none. */
  record Result(Optional<Value> value, String problem) {}

  /** What keeps an expression from having a value. */
  private static final class NoValue extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoValue(String why) {
      super(why, null, false, false);
    }
  }

  /** The value of an expression; never throws. */
  Result evaluate(String text) {
    Parsed parsed = Parsing.parse("<expression>", WRAP + Names.coded(text) + "; }");
    Optional<Expr> expression = expression(parsed);
    if (expression.isEmpty()) {
      String why = parsed.diagnostics().stream().findFirst().map(each -> each.message()).orElse("write one expression");
      return new Result(Optional.empty(), "`" + text.strip() + "` is no expression: " + why);
    }
    try {
      return new Result(Optional.of(value(expression.get())), "");
    } catch (NoValue none) {
      return new Result(Optional.empty(), none.getMessage());
    }
  }

  private static Optional<Expr> expression(Parsed parsed) {
    boolean isWrong = parsed.diagnostics().stream().anyMatch(each -> each.severity() == Severity.ERROR);
    if (isWrong || parsed.unit().decls().size() != 1 || !(parsed.unit().decls().get(0) instanceof Decl.Fn fn)
        || fn.body().isEmpty() || fn.body().get().statements().size() != 1
        || !(fn.body().get().statements().get(0) instanceof Stmt.Let let)) {
      return Optional.empty();
    }
    return let.value();
  }

  private Value value(Expr expr) {
    return switch (expr) {
      case Expr.IntLit literal -> Value.computed(literal.value());
      case Expr.BoolLit literal -> Value.truth(literal.value());
      case Expr.NullLit literal -> new Value(0, new Type.Null(), 0);
      case Expr.StringLit literal -> throw new NoValue("text has no value here");
      case Expr.Ref ref -> named(ref.name().text());
      case Expr.Field field -> field(field);
      case Expr.Index index -> element(index);
      case Expr.Call call -> throw new NoValue(
          "functions are not called here: a call makes steps, and steps are made by stepping");
      case Expr.Unary unary -> unary(unary);
      case Expr.Binary binary -> binary(binary);
      case Expr.Conditional conditional ->
          value(conditional.cond()).word() != 0 ? value(conditional.then()) : value(conditional.otherwise());
      case Expr.Paren paren -> value(paren.inner());
      case Expr.Missing missing -> throw new NoValue("something is missing");
    };
  }

  private Value named(String name) {
    if (frame.isPresent()) {
      Variable found = null;
      for (Variable variable : frame.get().variables()) {
        found = variable.name().equals(name) ? variable : found;
      }
      if (found != null) {
        return new Value(interleaving.state().get(frame.get().base() + found.slot()), found.type(), 0);
      }
      if (name.equals("self")) {
        return Value.computed(interleaving.program().agents().get(frame.get().agent()).family());
      }
    }
    return names.value(name).orElseThrow(() -> new NoValue("nothing is called `" + Names.decoded(name) + "` here"));
  }

  private Value field(Expr.Field field) {
    String name = field.name().text();
    if (field.target() instanceof Expr.Ref ref) {
      Optional<Value> whole = names.value(ref.name().text() + "." + name);
      if (whole.isPresent()) {
        return whole.get();
      }
    }
    Value target = value(field.target());
    if (Words.isEntry(target.word()) || target.type() instanceof Type.Entry) {
      EntryPart part = EntryPart.named(name).orElseThrow(() -> new NoValue("an entry has no part `" + name + "`"));
      return new Value(part.get(target.word()), part == EntryPart.PFN ? new Type.Pfn() : new Type.Bool(), 0);
    }
    int place = fieldPlace(target, name);
    return names.at(place);
  }

  private int fieldPlace(Value target, String name) {
    Pool pool = pool(target, name);
    int header = Words.index(target.word());
    StructLayout struct = pool.struct();
    if (!struct.has(name)) {
      throw new NoValue("a " + struct.name() + " has no field `" + name + "`");
    }
    if (interleaving.state().get(header) != StructLayout.LIVE) {
      throw new NoValue(interleaving.names().word(header) + " is free");
    }
    return header + struct.offset(name);
  }

  private Pool pool(Value target, String name) {
    if (target.word() == 0) {
      throw new NoValue("`" + name + "` of null");
    }
    int index = Words.index(target.word());
    Optional<Pool> pool = Words.isReference(target.word())
        ? interleaving.program().layout().poolOf(index)
        : Optional.empty();
    return pool.filter(found -> interleaving.program().layout().header(index) == index)
        .orElseThrow(() -> new NoValue("`" + name + "` of something that is no object"));
  }

  private Value element(Expr.Index index) {
    long number = value(index.index()).word();
    Optional<Names.Run> run = switch (index.target()) {
      case Expr.Ref ref -> names.run(ref.name().text());
      case Expr.Field field when !(field.target() instanceof Expr.Ref ref
          && names.value(ref.name().text() + "." + field.name().text()).isPresent()) ->
          names.run(fieldPlace(value(field.target()), field.name().text()));
      default -> Optional.empty();
    };
    if (run.filter(found -> 1 < found.length()).isEmpty()) {
      Value target = value(index.target());
      if (Words.isReference(target.word())) {
        run = names.behind(Words.index(target.word())).or(() -> names.array(target.place()));
      } else if (target.type() instanceof Type.Vaddr) {
        return new Value(target.word() + number * names.pageSize(), target.type(), 0);
      }
    }
    Names.Run found = run.orElseThrow(() -> new NoValue("this has no elements"));
    if (number < 0 || found.length() <= number) {
      throw new NoValue("element " + number + " of " + found.length());
    }
    return names.at(found.base() + (int) number);
  }

  private Value unary(Expr.Unary unary) {
    Value operand = value(unary.operand());
    return switch (unary.op()) {
      case NOT -> Value.truth(operand.word() == 0);
      case NEGATE -> Value.computed(-operand.word());
      case COMPLEMENT -> new Value(~operand.word(), operand.type(), 0);
      case DEREF -> {
        if (!Words.isReference(operand.word())) {
          throw new NoValue(operand.word() == 0 ? "null is dereferenced" : "this is no pointer");
        }
        yield names.at(Words.index(operand.word()));
      }
      case ADDRESS -> {
        if (operand.place() == 0) {
          throw new NoValue("this has no place");
        }
        yield new Value(Words.reference(operand.place()), new Type.Pointer(operand.type(), false), 0);
      }
    };
  }

  private Value binary(Expr.Binary binary) {
    Value left = value(binary.left());
    switch (binary.op()) {
      case AND -> {
        return Value.truth(left.word() != 0 && value(binary.right()).word() != 0);
      }
      case OR -> {
        return Value.truth(left.word() != 0 || value(binary.right()).word() != 0);
      }
      default -> {
        return computed(binary.op(), left, value(binary.right()));
      }
    }
  }

  private static Value computed(Expr.BinaryOp op, Value left, Value right) {
    return switch (op) {
      case EQ -> Value.truth(left.word() == right.word());
      case NE -> Value.truth(left.word() != right.word());
      case LT -> Value.truth(left.word() < right.word());
      case LE -> Value.truth(left.word() <= right.word());
      case GT -> Value.truth(right.word() < left.word());
      case GE -> Value.truth(right.word() <= left.word());
      case AND, OR -> throw new IllegalStateException("both sides are not always evaluated");
      case BIT_OR -> apply(Arithmetic.OR, left, right);
      case BIT_XOR -> apply(Arithmetic.XOR, left, right);
      case BIT_AND -> apply(Arithmetic.AND, left, right);
      case SHL -> apply(Arithmetic.SHL, left, right);
      case SHR -> apply(Arithmetic.SHR, left, right);
      case ADD -> apply(Arithmetic.ADD, left, right);
      case SUB -> apply(Arithmetic.SUB, left, right);
      case MUL -> apply(Arithmetic.MUL, left, right);
      case DIV -> apply(Arithmetic.DIV, left, right);
      case REM -> apply(Arithmetic.REM, left, right);
    };
  }

  private static Value apply(Arithmetic operator, Value left, Value right) {
    if (!operator.takes(right.word())) {
      throw new NoValue("this right side has no result");
    }
    boolean keeps = left.type() instanceof Type.Flags
        || left.type() instanceof Type.Vaddr && !(right.type() instanceof Type.Vaddr);
    return new Value(operator.apply(left.word(), right.word()), keeps ? left.type() : new Type.Error(), 0);
  }
}
