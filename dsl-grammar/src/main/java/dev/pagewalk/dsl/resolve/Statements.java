package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.Stmt;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;

/** Binds and types statements, in the order in which they run, and follows what is known to be null. */
final class Statements {
  /** Deeper nesting than this is refused, so that no text can overflow the stack; {@code else if} does not nest. */
  private static final int DEEPEST = 400;

  private final Frame frame;
  private final Expressions expressions;

  Statements(Frame frame, Expressions expressions) {
    this.frame = frame;
    this.expressions = expressions;
  }

  /** Resolves the statements of a block, whose names end with it. */
  void block(Stmt.Block block) {
    frame.block(() -> inBlock(block));
  }

  /** Resolves the statements of a block that shares its names with what is around it: parameters. */
  void inBlock(Stmt.Block block) {
    block.statements().forEach(this::statement);
  }

  /** Resolves one statement. */
  void statement(Stmt statement) {
    if (DEEPEST <= frame.depth) {
      frame.report(TypeDiagnostics.tooDeep(statement.span()));
      return;
    }
    frame.depth++;
    switch (statement) {
      case Stmt.Block s -> block(s);
      case Stmt.Let s -> let(s);
      case Stmt.Assign s -> new Assignments(frame, expressions).assign(s);
      case Stmt.If s -> ifElse(s);
      case Stmt.When s -> when(s);
      case Stmt.While s -> whileLoop(s);
      case Stmt.For s -> forLoop(s);
      case Stmt.Return s -> returns(s);
      case Stmt.Break s -> leave(s, "break");
      case Stmt.Continue s -> leave(s, "continue");
      case Stmt.Expression s -> expression(s);
      case Stmt.Defer s -> defer(s);
      case Stmt.Lock s -> lock(s);
      case Stmt.Atomic s -> {
        AtomicHeads.check(s.body(), frame);
        block(s.body());
      }
      case Stmt.Relax s -> block(s.body());
      case Stmt.Choose s -> choose(s);
      case Stmt.ChooseValue s -> {
        range(s.low(), s.high());
        frame.declare(new Symbol.Local(s.name(), Type.Int.INT, s));
      }
      case Stmt.Await s -> {
        expressions.condition(s.cond());
        frame.nulls = frame.refinement(s.cond()).ifTrue(frame.nulls);
      }
      case Stmt.After s -> frame.body.afters.add(new Body.After(s, frame.globals));
      case Stmt.Label s -> label(s);
      case Stmt.Empty s -> { }
      case Stmt.Missing s -> { }
    }
    frame.depth--;
  }

  private void let(Stmt.Let let) {
    if (let.value().filter(value -> value instanceof Expr.Call call && frame.world.forks.child(call).isPresent())
        .isPresent()) {
      // The name is that of the child, which the scenario has declared.
      expressions.of(let.value().get());
      return;
    }
    Optional<Type> written = let.type().map(new TypeReader(frame.world, frame.globals)::copied);
    Type found = new Type.Error();
    if (let.value().isPresent()) {
      found = expressions.value(let.value().get());
      if (written.isPresent()) {
        expressions.check(written.get(), found, let.value().get(), "`" + let.name() + "`");
      }
    }
    Type type = written.or(() -> let.value().flatMap(e -> LocalTypes.infer(e, frame))).orElseGet(() -> {
      if (!let.name().isMissing()) {
        frame.report(TypeDiagnostics.typeNeeded(let.name()));
      }
      return new Type.Error();
    });
    Symbol.Local local = new Symbol.Local(let.name(), type, let);
    frame.declare(local);
    if (let.value().isPresent() && expressions.isNull(let.value().get())) {
      frame.assigned(local, true);
    }
  }

  /** A chain of {@code else if} is walked, not descended. */
  private void ifElse(Stmt.If first) {
    NullFacts after = NullFacts.UNREACHED;
    Optional<Stmt> next = Optional.of(first);
    while (next.isPresent() && next.get() instanceof Stmt.If branch) {
      expressions.condition(branch.cond());
      Refinement told = frame.refinement(branch.cond());
      NullFacts before = frame.nulls;
      frame.nulls = told.ifTrue(before);
      frame.block(() -> statement(branch.then()));
      after = after.join(frame.nulls);
      frame.nulls = told.ifFalse(before);
      next = branch.otherwise();
    }
    next.ifPresent(otherwise -> frame.block(() -> statement(otherwise)));
    frame.nulls = after.join(frame.nulls);
  }

  private void when(Stmt.When first) {
    NullFacts after = NullFacts.UNREACHED;
    Optional<Stmt> next = Optional.of(first);
    NullFacts before = frame.nulls;
    while (next.isPresent() && next.get() instanceof Stmt.When branch) {
      PatchNames.bind(branch.patch(), frame.globals, frame.tables);
      frame.nulls = before;
      frame.block(() -> statement(branch.then()));
      after = after.join(frame.nulls);
      next = branch.otherwise();
    }
    frame.nulls = before;
    next.ifPresent(otherwise -> frame.block(() -> statement(otherwise)));
    frame.nulls = after.join(frame.nulls);
  }

  private void whileLoop(Stmt.While loop) {
    frame.nulls = frame.nulls.forget();
    expressions.condition(loop.cond());
    Refinement told = frame.refinement(loop.cond());
    OptionalLong decided = frame.tables.constantOf(loop.cond());
    boolean forEver = decided.isPresent() && decided.getAsLong() != 0;
    NullFacts end = forEver ? NullFacts.UNREACHED : told.ifFalse(frame.nulls);
    frame.nulls = told.ifTrue(frame.nulls);
    frame.nulls = end.join(body(loop.body()));
  }

  private void forLoop(Stmt.For loop) {
    range(loop.low(), loop.high());
    frame.nulls = frame.nulls.forget();
    NullFacts none = frame.nulls;
    frame.block(() -> {
      frame.declare(new Symbol.Local(loop.name(), Type.Int.INT, loop));
      frame.nulls = none.join(body(loop.body()));
    });
  }

  /** Resolves a loop's body; gives what is known where it is left by {@code break}. */
  private NullFacts body(Stmt body) {
    Optional<NullFacts> around = frame.breaks;
    frame.breaks = Optional.of(NullFacts.UNREACHED);
    frame.block(() -> statement(body));
    NullFacts left = frame.breaks.orElse(NullFacts.UNREACHED);
    frame.breaks = around;
    return left;
  }

  private void range(Expr low, Expr high) {
    expressions.into(Type.Int.LONG, low, "the start of a range");
    expressions.into(Type.Int.LONG, high, "the end of a range");
    OptionalLong first = frame.tables.constantOf(low);
    OptionalLong last = frame.tables.constantOf(high);
    if (first.isPresent() && last.isPresent() && last.getAsLong() < first.getAsLong()) {
      frame.report(TypeDiagnostics.emptyRange(low.span().to(high.span()), first.getAsLong(), last.getAsLong()));
    }
  }

  private void returns(Stmt.Return returns) {
    if (frame.deferred) {
      frame.report(TypeDiagnostics.leavesDefer(returns.span(), "return"));
    }
    Type wanted = frame.body.result;
    if (returns.value().isPresent()) {
      Expr value = returns.value().get();
      Type found = expressions.value(value);
      if (wanted instanceof Type.Nothing) {
        frame.report(TypeDiagnostics.returnWithValue(
            value.span(), frame.body.kind == Body.Kind.FUNCTION ? "this function" : "a thread"));
      } else {
        expressions.check(wanted, found, value, "the result");
      }
    } else if (!(wanted instanceof Type.Nothing || TypeRules.isError(wanted))) {
      frame.report(TypeDiagnostics.returnWithoutValue(returns.span(), wanted));
    }
    frame.nulls = NullFacts.UNREACHED;
  }

  private void leave(Stmt statement, String word) {
    if (frame.breaks.isEmpty()) {
      frame.report(frame.deferred
          ? TypeDiagnostics.leavesDefer(statement.span(), word) : TypeDiagnostics.notInLoop(statement.span(), word));
    } else if (word.equals("break")) {
      frame.breaks = frame.breaks.map(before -> before.join(frame.nulls));
    }
    frame.nulls = NullFacts.UNREACHED;
  }

  private void expression(Stmt.Expression statement) {
    Expr expr = statement.expr();
    while (expr instanceof Expr.Paren paren) {
      expr = paren.inner();
    }
    expressions.of(statement.expr());
    if (expr instanceof Expr.Call call) {
      followCall(call);
    }
  }

  /** What assertions tell about the statements behind them. */
  private void followCall(Expr.Call call) {
    if (!(call.callee() instanceof Expr.Ref ref) || call.args().isEmpty()
        || !(frame.tables.symbols.get(ref.name()) instanceof Symbol.BuiltinFunction builtin)) {
      return;
    }
    boolean holds = builtin.builtin() == Builtin.ASSERT || builtin.builtin() == Builtin.ASSUME;
    if (!holds && builtin.builtin() != Builtin.BUG_ON) {
      return;
    }
    Expr condition = call.args().get(0).value();
    Refinement told = frame.refinement(condition);
    OptionalLong decided = frame.tables.constantOf(condition);
    if (decided.isPresent() && (decided.getAsLong() != 0) != holds) {
      frame.nulls = NullFacts.UNREACHED;
    } else {
      frame.nulls = holds ? told.ifTrue(frame.nulls) : told.ifFalse(frame.nulls);
    }
  }

  private void defer(Stmt.Defer defer) {
    NullFacts before = frame.nulls;
    Optional<NullFacts> loop = frame.breaks;
    boolean outside = frame.deferred;
    frame.nulls = before.forget();
    frame.breaks = Optional.empty();
    frame.deferred = true;
    frame.block(() -> statement(defer.body()));
    frame.deferred = outside;
    frame.breaks = loop;
    frame.nulls = before;
  }

  private void lock(Stmt.Lock lock) {
    Type type = expressions.value(lock.lock());
    Optional<Type.LockKind> kind = TypeRules.lockKind(type);
    if (expressions.isNull(lock.lock())) {
      frame.report(TypeDiagnostics.nullHere(lock.lock().span(), "the lock"));
    } else if (kind.isPresent()) {
      lockMode(lock, kind.get());
    } else if (!TypeRules.isError(type)) {
      frame.report(TypeDiagnostics.notALock(lock.lock().span(), "`lock`", type));
    }
    block(lock.body());
  }

  private void lockMode(Stmt.Lock lock, Type.LockKind kind) {
    Optional<Name> mode = lock.mode().filter(name -> !name.isMissing());
    boolean twoModes = kind == Type.LockKind.RWLOCK || kind == Type.LockKind.RWSEM;
    if (kind == Type.LockKind.SEQCOUNT) {
      frame.report(TypeDiagnostics.wrongLockKind(
          lock.lock().span(), "lock", EnumSet.of(Type.LockKind.SPINLOCK), kind, Optional.of("write_seqcount_begin")));
    } else if (mode.isPresent() && !twoModes) {
      frame.report(TypeDiagnostics.lockModeSuperfluous(mode.get(), kind));
    } else if (lock.mode().isEmpty() && twoModes) {
      frame.report(TypeDiagnostics.lockModeMissing(lock.lock(), kind));
    }
  }

  private void choose(Stmt.Choose choose) {
    NullFacts before = frame.nulls;
    NullFacts after = NullFacts.UNREACHED;
    for (Stmt.Block arm : choose.arms()) {
      frame.nulls = before;
      block(arm);
      after = after.join(frame.nulls);
    }
    frame.nulls = choose.arms().isEmpty() ? before : after;
  }

  /** A label, and what patches put there: with the variables that can be seen at the label. */
  private void label(Stmt.Label label) {
    frame.body.labels.add(label.name().text());
    for (World.Edit edit : frame.edits) {
      if (edit.edit().label().text().equals(label.name().text())) {
        NullFacts before = frame.nulls;
        Frame inside = new Frame(frame.world, edit.scope(), frame.locals.inner(), frame.body);
        inside.nulls = before;
        inside.breaks = frame.breaks;
        new Statements(inside, new Expressions(inside)).inBlock(edit.edit().body());
        frame.breaks = inside.breaks;
        frame.nulls = before.join(inside.nulls);
      }
    }
  }
}
