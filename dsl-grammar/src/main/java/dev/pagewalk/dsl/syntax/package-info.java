/**
 * What was typed: the abstract syntax of a {@code .pw} file as immutable records with spans, holes included
 * ({@link dev.pagewalk.dsl.syntax.Expr.Missing}). Equal text gives equal trees.
 *
 * <p>Must not know how text is parsed, what a name refers to, or what a program does.
 */
package dev.pagewalk.dsl.syntax;
