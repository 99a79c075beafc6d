package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Expr;

/** Where a value lives that an expression names. */
enum Places {
  /** In shared memory: a global, a field, an element, what a pointer points to. */
  SHARED,
  /** With the running thread. */
  LOCAL,
  /** In the memory of a process: {@code A[p][w]}. */
  USER,
  /** Nowhere: a computed value. */
  NONE,
  /** A mistake that has been reported. */
  UNKNOWN;

  /** The kind of place that {@code expr}, typed before, stands for. */
  static Places of(Expr expr, Tables tables) {
    Expr e = expr;
    while (true) {
      if (e instanceof Expr.Paren paren) {
        e = paren.inner();
      } else if (e instanceof Expr.Index index && tables.typeOf(index.target()) instanceof Type.Array) {
        e = index.target();
      } else {
        return simple(e, tables);
      }
    }
  }

  /** Whether {@code expr}, typed before, is what a pointer to an entry points to: a place in a page table. */
  static boolean isTableEntry(Expr expr, Tables tables) {
    Expr e = expr;
    while (e instanceof Expr.Paren paren) {
      e = paren.inner();
    }
    return e instanceof Expr.Unary unary && unary.op() == Expr.UnaryOp.DEREF && tables.typeOf(e) instanceof Type.Entry;
  }

  private static Places simple(Expr e, Tables tables) {
    if (e instanceof Expr.Missing || tables.typeOf(e) instanceof Type.Error) {
      return UNKNOWN;
    }
    if (e instanceof Expr.Ref ref) {
      Symbol symbol = tables.symbols.get(ref.name());
      return symbol instanceof Symbol.Global ? SHARED : symbol instanceof Symbol.Local ? LOCAL : NONE;
    }
    if (e instanceof Expr.Field field) {
      return tables.symbols.get(field.name()) instanceof Symbol.StructField ? SHARED : NONE;
    }
    if (e instanceof Expr.Index index) {
      return TypeRules.isActor(tables.typeOf(index.target()), Type.ActorKind.PAGE) ? USER : NONE;
    }
    return e instanceof Expr.Unary unary && unary.op() == Expr.UnaryOp.DEREF ? SHARED : NONE;
  }
}
