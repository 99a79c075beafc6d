package dev.pagewalk.dsl.syntax;

/** A type as it was written. */
public sealed interface TypeExpr extends Node {
  /** {@code int}, {@code folio}, {@code spinlock}. */
  record Named(Name name, Span span) implements TypeExpr {}

  /** {@code 0..2}: both ends belong to it. */
  record Range(Expr low, Expr high, Span span) implements TypeExpr {}

  /** {@code folio?}: may be null. */
  record Nullable(TypeExpr inner, Span span) implements TypeExpr {}

  /** {@code pmd*}: the place of an entry, a lock or a word. */
  record Pointer(TypeExpr target, Span span) implements TypeExpr {}

  /** {@code spinlock[2]}; {@code size} is a constant expression. */
  record Array(TypeExpr element, Expr size, Span span) implements TypeExpr {}

  /** A hole. */
  record Missing(Span span) implements TypeExpr {}
}
