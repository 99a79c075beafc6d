package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.Stmt;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Finds statements of {@code atomic} that may wait and are not its first one: a single step cannot wait in its middle.
 */
final class AtomicHeads {
  private AtomicHeads() {}

  /** Looks at what is written in {@code body}; what functions do that it calls is seen at run time. */
  static void check(Stmt.Block body, Frame frame) {
    Deque<Stmt> open = new ArrayDeque<>();
    List<Stmt> statements = body.statements();
    boolean first = true;
    for (Stmt statement : statements) {
      if (first && (statement instanceof Stmt.Label || statement instanceof Stmt.Empty)) {
        continue;
      }
      if (first && statement instanceof Stmt.Lock lock) {
        open.add(lock.body());
      } else if (!first || !waits(statement, frame)) {
        open.add(statement);
      }
      first = false;
    }
    while (!open.isEmpty()) {
      Stmt statement = open.poll();
      if (waits(statement, frame)) {
        frame.report(TypeDiagnostics.blocksInsideAtomic(head(statement)));
      }
      open.addAll(inside(statement));
    }
  }

  private static boolean waits(Stmt statement, Frame frame) {
    if (statement instanceof Stmt.Await || statement instanceof Stmt.After || statement instanceof Stmt.Lock) {
      return true;
    }
    return statement instanceof Stmt.Expression e && e.expr() instanceof Expr.Call call
        && call.callee() instanceof Expr.Ref ref
        && frame.globals.find(Space.FUNCTION, ref.name().text()).orElse(null) instanceof Symbol.BuiltinFunction builtin
        && BuiltinSignature.mayWait(builtin.builtin());
  }

  private static Span head(Stmt statement) {
    return statement instanceof Stmt.Lock lock ? lock.lock().span() : statement.span();
  }

  /** The statements in a statement that run as part of the same step. */
  private static List<Stmt> inside(Stmt statement) {
    return switch (statement) {
      case Stmt.Block s -> s.statements();
      case Stmt.If s -> both(s.then(), s.otherwise());
      case Stmt.When s -> both(s.then(), s.otherwise());
      case Stmt.While s -> List.of(s.body());
      case Stmt.For s -> List.of(s.body());
      case Stmt.Defer s -> List.of(s.body());
      case Stmt.Lock s -> List.of(s.body());
      case Stmt.Relax s -> List.of(s.body());
      case Stmt.Choose s -> List.copyOf(s.arms());
      case Stmt.Atomic s -> List.of();
      case Stmt.Let s -> List.of();
      case Stmt.Assign s -> List.of();
      case Stmt.Return s -> List.of();
      case Stmt.Break s -> List.of();
      case Stmt.Continue s -> List.of();
      case Stmt.Expression s -> List.of();
      case Stmt.ChooseValue s -> List.of();
      case Stmt.Await s -> List.of();
      case Stmt.After s -> List.of();
      case Stmt.Label s -> List.of();
      case Stmt.Empty s -> List.of();
      case Stmt.Missing s -> List.of();
    };
  }

  private static List<Stmt> both(Stmt then, Optional<Stmt> otherwise) {
    return otherwise.isPresent() ? List.of(then, otherwise.get()) : List.of(then);
  }
}
