package dev.pagewalk.lower;

import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Stmt;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import java.util.function.Consumer;

/** Visits every statement and expression below one. */
public final class Walk {
  private final Consumer<Stmt> statements;
  private final Consumer<Expr> expressions;

  /** A walk that tells of every statement and expression, outer ones first. */
  public Walk(Consumer<Stmt> statements, Consumer<Expr> expressions) {
    this.statements = statements;
    this.expressions = expressions;
  }

  /** Visits a statement and everything in it. */
  public void visit(Stmt statement) {
    statements.accept(statement);
    switch (statement) {
      case Stmt.Block block -> block.statements().forEach(this::visit);
      case Stmt.Let let -> let.value().ifPresent(this::visit);
      case Stmt.Assign assign -> {
        visit(assign.target());
        visit(assign.value());
      }
      case Stmt.If branch -> {
        visit(branch.cond());
        visit(branch.then());
        branch.otherwise().ifPresent(this::visit);
      }
      case Stmt.When when -> {
        visit(when.then());
        when.otherwise().ifPresent(this::visit);
      }
      case Stmt.While loop -> {
        visit(loop.cond());
        visit(loop.body());
      }
      case Stmt.For loop -> {
        visit(loop.low());
        visit(loop.high());
        visit(loop.body());
      }
      case Stmt.Return leave -> leave.value().ifPresent(this::visit);
      case Stmt.Expression expression -> visit(expression.expr());
      case Stmt.Defer defer -> visit(defer.body());
      case Stmt.Lock lock -> {
        visit(lock.lock());
        visit(lock.body());
      }
      case Stmt.Atomic atomic -> visit(atomic.body());
      case Stmt.Relax relax -> visit(relax.body());
      case Stmt.Choose choose -> choose.arms().forEach(this::visit);
      case Stmt.ChooseValue choose -> {
        visit(choose.low());
        visit(choose.high());
      }
      case Stmt.Await await -> visit(await.cond());
      case Stmt.Break leave -> {}
      case Stmt.Continue leave -> {}
      case Stmt.After after -> {}
      case Stmt.Label label -> {}
      case Stmt.Empty empty -> {}
      case Stmt.Missing missing -> {}
    }
  }

  /** Visits an expression and everything in it. */
  public void visit(Expr expr) {
    expressions.accept(expr);
    switch (expr) {
      case Expr.Field field -> visit(field.target());
      case Expr.Index index -> {
        visit(index.target());
        visit(index.index());
      }
      case Expr.Call call -> {
        visit(call.callee());
        for (SyntaxPart.Arg arg : call.args()) {
          visit(arg.value());
        }
        call.block().ifPresent(this::visit);
      }
      case Expr.Unary unary -> visit(unary.operand());
      case Expr.Binary binary -> {
        visit(binary.left());
        visit(binary.right());
      }
      case Expr.Conditional conditional -> {
        visit(conditional.cond());
        visit(conditional.then());
        visit(conditional.otherwise());
      }
      case Expr.Paren paren -> visit(paren.inner());
      case Expr.IntLit literal -> {}
      case Expr.BoolLit literal -> {}
      case Expr.NullLit literal -> {}
      case Expr.StringLit literal -> {}
      case Expr.Ref ref -> {}
      case Expr.Missing missing -> {}
    }
  }
}
