package dev.pagewalk.dsl.syntax;

import java.util.List;
import java.util.Optional;

/** An expression. */
public sealed interface Expr extends Node {
  /** {@code 42}, {@code 0x1f}, {@code 2M}: {@code value} has the suffix applied (K, M, G, T: powers of 1024). */
  record IntLit(long value, Span span) implements Expr {}

  record BoolLit(boolean value, Span span) implements Expr {}

  record NullLit(Span span) implements Expr {}

  /** {@code "6.1"}: {@code value} without quotes, escapes resolved. */
  record StringLit(String value, Span span) implements Expr {}

  /** A name on its own: a variable, constant, thread, process, mapping, function. */
  record Ref(Name name, Span span) implements Expr {}

  /** {@code target.name}. */
  record Field(Expr target, Name name, Span span) implements Expr {}

  /** {@code target[index]}. */
  record Index(Expr target, Expr index, Span span) implements Expr {}

  /**
   * {@code callee(args)}; {@code block} is a trailing block, as {@code fork() { ... }} has.
   */
  record Call(Expr callee, List<SyntaxPart.Arg> args, Optional<Stmt.Block> block, Span span) implements Expr {
    public Call {
      args = List.copyOf(args);
    }
  }

  record Unary(UnaryOp op, Expr operand, Span span) implements Expr {}

  /** {@code opSpan} is the place of the operator alone. */
  record Binary(BinaryOp op, Expr left, Expr right, Span opSpan, Span span) implements Expr {}

  /** {@code cond ? then : otherwise}. */
  record Conditional(Expr cond, Expr then, Expr otherwise, Span span) implements Expr {}

  /** {@code (inner)}: kept, so that text can be printed back. */
  record Paren(Expr inner, Span span) implements Expr {}

  /** A hole, already reported. */
  record Missing(Span span) implements Expr {}

  /**
   * Operators before an operand: {@code NOT} is {@code !}, {@code COMPLEMENT} {@code ~}, {@code DEREF} {@code *},
   * {@code ADDRESS} {@code &}.
   */
  enum UnaryOp {
    NOT("!"), NEGATE("-"), COMPLEMENT("~"), DEREF("*"), ADDRESS("&");

    private final String text;

    UnaryOp(String text) {
      this.text = text;
    }

    /** As it is written. */
    public String text() {
      return text;
    }
  }

  /** Operators between two operands, with C's precedence (level 1 binds least). */
  enum BinaryOp {
    OR("||", 1), AND("&&", 2), BIT_OR("|", 3), BIT_XOR("^", 4), BIT_AND("&", 5), EQ("==", 6), NE("!=", 6), LT("<", 7),
    LE("<=", 7), GT(">", 7), GE(">=", 7), SHL("<<", 8), SHR(">>", 8), ADD("+", 9), SUB("-", 9), MUL("*", 10),
    DIV("/", 10), REM("%", 10);

    private final String text;
    private final int level;

    BinaryOp(String text, int level) {
      this.text = text;
      this.level = level;
    }

    /** As it is written. */
    public String text() {
      return text;
    }

    /** How tightly it binds: higher is tighter. */
    public int level() {
      return level;
    }
  }
}
