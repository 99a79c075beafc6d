package dev.pagewalk.dsl.syntax;

import java.util.List;
import java.util.Optional;

/** A statement. */
public sealed interface Stmt extends Node {
  /** {@code { ... }}: names declared in it end with it. */
  record Block(List<Stmt> statements, Span span) implements Stmt {
    public Block {
      statements = List.copyOf(statements);
    }
  }

  /** {@code let x = e;}, {@code let x: 0..3 = 0;}; {@code var} is read as the same. */
  record Let(Name name, Optional<TypeExpr> type, Optional<Expr> value, Span span) implements Stmt {}

  /** {@code target = value;} or, with {@code op}, {@code target op= value;}; {@code x++;} is {@code x += 1;}. */
  record Assign(Expr target, Optional<Expr.BinaryOp> op, Expr value, Span span) implements Stmt {}

  record If(Expr cond, Stmt then, Optional<Stmt> otherwise, Span span) implements Stmt {}

  /** {@code when patch { ... } else { ... }}; {@code negated} for {@code when !patch}. */
  record When(boolean negated, Name patch, Stmt then, Optional<Stmt> otherwise, Span span) implements Stmt {}

  record While(Expr cond, Stmt body, Span span) implements Stmt {}

  /** {@code for x in low..high body}: {@code high} belongs to the range. */
  record For(Name name, Expr low, Expr high, Stmt body, Span span) implements Stmt {}

  record Return(Optional<Expr> value, Span span) implements Stmt {}

  record Break(Span span) implements Stmt {}

  record Continue(Span span) implements Stmt {}

  /** A call for its effect. */
  record Expression(Expr expr, Span span) implements Stmt {}

  /** {@code defer f();}: runs when the enclosing block is left, last one first. */
  record Defer(Stmt body, Span span) implements Stmt {}

  /**
   * {@code lock l { ... }}, {@code lock l(w) { ... }}: takes the lock, releases it when the block is left.
   *
   * @param mode {@code r}, {@code w}, or absent for a lock with one mode
   */
  record Lock(Expr lock, Optional<Name> mode, Block body, Span span) implements Stmt {}

  /** {@code atomic { ... }}: one step. */
  record Atomic(Block body, Span span) implements Stmt {}

  /** {@code relax "reason" { ... }}: the accesses that stand in the block are subject to no rule. */
  record Relax(Expr.StringLit reason, Block body, Span span) implements Stmt {}

  /** {@code choose { ... or ... }}. */
  record Choose(List<Block> arms, Span span) implements Stmt {
    public Choose {
      arms = List.copyOf(arms);
    }
  }

  /** {@code choose x in low..high;}: declares {@code x} for the rest of the block. */
  record ChooseValue(Name name, Expr low, Expr high, Span span) implements Stmt {}

  /** {@code await (cond);}. */
  record Await(Expr cond, Span span) implements Stmt {}

  /** {@code after t.label;}. */
  record After(Name thread, Name label, Span span) implements Stmt {}

  /** {@code label:} in front of the statement that follows. */
  record Label(Name name, Span span) implements Stmt {}

  /** {@code ;} */
  record Empty(Span span) implements Stmt {}

  /** A hole, already reported. */
  record Missing(Span span) implements Stmt {}
}
