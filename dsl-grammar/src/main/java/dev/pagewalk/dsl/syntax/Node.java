package dev.pagewalk.dsl.syntax;

/** Anything that stands in the text at one place. */
public sealed interface Node
    permits Name, Decl, Stmt, Expr, TypeExpr, ScenarioItem, ProcessItem, SyntaxPart, SourceUnit {
  /** Where it stands, without surrounding white space and comments. */
  Span span();
}
