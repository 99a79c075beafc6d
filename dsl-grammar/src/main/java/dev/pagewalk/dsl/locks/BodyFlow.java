package dev.pagewalk.dsl.locks;

import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Follows the statements of one text in the order in which they run. Where ways meet, what they disagree on is
 * forgotten.
 */
final class BodyFlow {
  /** Deeper nesting than this is not followed. */
  private static final int DEEPEST = 200;

  /** Each loop is gone round several times, for each time that those around it are. */
  private static final int MOST_LOOPS = 6;

  /** What runs when a block is left: a statement, or the end of a {@code lock} block. */
  private record Leaving(Optional<Stmt> deferred, Optional<Stmt.Lock> lock) {}

  /** A loop on the way: what is known where it is left, or begun anew, and how many blocks are around it. */
  private static final class Loop {
    private LockState breaks = LockState.UNREACHED;
    private LockState continues = LockState.UNREACHED;
    private final int depth;

    private Loop(int depth) {
      this.depth = depth;
    }
  }

  private final LockContext context;
  private final CallFlow calls;
  private final Locks locks;
  private final Mistakes mistakes;
  private final boolean isThread;
  private final List<Leaving> leaving = new ArrayList<>();
  private Optional<Loop> loop = Optional.empty();
  private LockState now = LockState.START;
  private LockState whereTrue = LockState.UNREACHED;
  private LockState whereFalse = LockState.UNREACHED;
  private int depth;
  private int loops;
  private Watch watch = (place, isJoined, before, after) -> { };

  /** @param isThread whether the text is that of a thread, which begins and must end without locks */
  BodyFlow(LockContext context, LockNames names, Mistakes mistakes, boolean isThread) {
    this.context = context;
    this.mistakes = mistakes;
    this.isThread = isThread;
    this.locks = new Locks(mistakes, isThread);
    this.calls = new CallFlow(context, names, locks);
  }

  /** Is told what is known before and behind each statement but blocks, and where these begin; perhaps repeatedly. */
  @FunctionalInterface
  interface Watch {
    /**
     * In front of {@code place} holds {@code before}, behind it {@code after}.
     *
     * @param isJoined whether several ways may lead through it
     */
    void at(Span place, boolean isJoined, LockState before, LockState after);
  }

  /** The same flow with somebody who watches. */
  BodyFlow watchedBy(Watch other) {
    watch = other;
    return this;
  }

  /** What the text does. */
  Effects run(Stmt.Block body) {
    block(body);
    leave(Optional.empty(), new Span(body.span().path(), Math.max(body.span().start(), body.span().end() - 1),
        body.span().end()));
    return new Effects(whereTrue, whereFalse);
  }

  private void block(Stmt.Block block) {
    int outside = leaving.size();
    List<Stmt> statements = block.statements();
    for (int i = 0; i < statements.size(); i++) {
      Stmt statement = statements.get(i);
      boolean isReplaced = statement instanceof Stmt.Label label && label(label);
      if (isReplaced && i + 1 < statements.size()) {
        LockState before = now;
        statement(statements.get(++i));
        now = before.join(now);
      } else {
        statement(statement);
      }
    }
    runLeaving(outside);
    leaving.subList(outside, leaving.size()).clear();
  }

  /** What patches put at a label may happen; whether one of them replaces the statement behind it. */
  private boolean label(Stmt.Label label) {
    boolean replaces = false;
    for (var edit : context.edits(label.name())) {
      LockState before = now;
      block(edit.body());
      now = before.join(now);
      replaces |= edit.position().text().equals("at");
    }
    return replaces;
  }

  private void statement(Stmt statement) {
    if (DEEPEST <= depth) {
      now = context.nothingKnown(now);
      return;
    }
    LockState before = now;
    depth++;
    follow(statement);
    depth--;
    if (!(statement instanceof Stmt.Block)) {
      watch.at(statement.span(), hasWays(statement), before, now);
    }
  }

  private void follow(Stmt statement) {
    switch (statement) {
      case Stmt.Block s -> block(s);
      case Stmt.Let s -> let(s);
      case Stmt.Assign s -> {
        now = calls.value(s.value(), now);
        now = calls.value(s.target(), now);
      }
      case Stmt.If s -> ifElse(s);
      case Stmt.When s -> {
        LockState whole = now;
        statement(s.then());
        LockState then = now;
        now = whole;
        s.otherwise().ifPresent(this::statement);
        now = then.join(now);
      }
      case Stmt.While s -> loop(() -> calls.condition(s.cond(), now), s.body());
      case Stmt.For s -> {
        now = calls.value(s.high(), calls.value(s.low(), now));
        loop(() -> Effects.same(now), s.body());
      }
      case Stmt.Return s -> leave(s.value(), s.span());
      case Stmt.Break s -> leaveLoop(true);
      case Stmt.Continue s -> leaveLoop(false);
      case Stmt.Expression s -> expression(s.expr());
      case Stmt.Defer s -> leaving.add(new Leaving(Optional.of(s.body()), Optional.empty()));
      case Stmt.Lock s -> lock(s);
      case Stmt.Atomic s -> block(s.body());
      case Stmt.Relax s -> block(s.body());
      case Stmt.Choose s -> choose(s);
      case Stmt.ChooseValue s -> now = calls.value(s.high(), calls.value(s.low(), now));
      case Stmt.Await s -> now = calls.condition(s.cond(), now).ifTrue();
      case Stmt.After s -> { }
      case Stmt.Label s -> { }
      case Stmt.Empty s -> { }
      case Stmt.Missing s -> { }
    }
  }

  private void let(Stmt.Let let) {
    if (let.value().isEmpty()) {
      return;
    }
    Effects both = calls.condition(let.value().get(), now);
    now = both.joined();
    if (now.isReached() && !both.ifTrue().agreesWith(both.ifFalse()) && calls.names().isConstant(let.name())) {
      now = now.remembering(new LockState.Pending(let.name(), both.ifTrue(), both.ifFalse()));
    }
    calls.names().bind(let.name(), let.value().get());
  }

  private void ifElse(Stmt.If branch) {
    LockState before = now;
    Effects both = calls.condition(branch.cond(), now);
    now = both.ifTrue();
    enter(branch.then(), before);
    statement(branch.then());
    LockState then = now;
    now = both.ifFalse();
    branch.otherwise().ifPresent(otherwise -> {
      enter(otherwise, before);
      statement(otherwise);
    });
    now = then.join(now);
  }

  private static boolean hasWays(Stmt statement) {
    return statement instanceof Stmt.If || statement instanceof Stmt.When || statement instanceof Stmt.While
        || statement instanceof Stmt.For || statement instanceof Stmt.Choose;
  }

  /** A statement begins under a condition; what was known before was {@code before}. */
  private void enter(Stmt branch, LockState before) {
    if (branch instanceof Stmt.Block block) {
      watch.at(new Span(block.span().path(), block.span().start(), block.span().start() + 1), false, before, now);
    }
  }

  private void choose(Stmt.Choose choose) {
    LockState before = now;
    LockState after = choose.arms().isEmpty() ? now : LockState.UNREACHED;
    for (Stmt.Block arm : choose.arms()) {
      now = before;
      block(arm);
      after = after.join(now);
    }
    now = after;
  }

  /** Goes round until nothing new is known at the head, and only then tells what is wrong. */
  private void loop(Supplier<Effects> head, Stmt body) {
    if (MOST_LOOPS <= loops) {
      now = context.nothingKnown(now);
      return;
    }
    loops++;
    LockState known = now;
    LockState before;
    do {
      before = known;
      LockState start = known;
      LockState[] next = new LockState[1];
      mistakes.quietly(() -> {
        now = start;
        next[0] = start.join(round(head, body).continues);
      });
      known = next[0];
    } while (!known.agreesWith(before));
    now = known;
    now = round(head, body).breaks;
    loops--;
  }

  private Loop round(Supplier<Effects> head, Stmt body) {
    Optional<Loop> around = loop;
    Loop own = new Loop(leaving.size());
    loop = Optional.of(own);
    Effects both = head.get();
    own.breaks = both.ifFalse();
    now = both.ifTrue();
    statement(body);
    own.continues = own.continues.join(now);
    loop = around;
    return own;
  }

  private void leaveLoop(boolean forGood) {
    loop.ifPresent(around -> {
      runLeaving(around.depth);
      if (forGood) {
        around.breaks = around.breaks.join(now);
      } else {
        around.continues = around.continues.join(now);
      }
    });
    now = LockState.UNREACHED;
  }

  private void expression(Expr expr) {
    Optional<Stmt.Block> child = expr instanceof Expr.Call call ? call.block() : Optional.empty();
    if (child.isPresent()) {
      return;
    }
    now = calls.statement(expr, now);
  }

  private void lock(Stmt.Lock lock) {
    LockState before = now;
    now = calls.value(lock.lock(), now);
    if (calls.names().lock(lock.lock()).kind().isEmpty()) {
      now = context.nothingKnown(now);
    }
    now = locks.take(now, calls.names().lock(lock.lock()), isShared(lock), lock.lock().span());
    leaving.add(new Leaving(Optional.empty(), Optional.of(lock)));
    int inside = leaving.size();
    enter(lock.body(), before);
    block(lock.body());
    runLeaving(inside - 1);
    leaving.remove(inside - 1);
  }

  private static boolean isShared(Stmt.Lock lock) {
    return lock.mode().filter(mode -> mode.text().equals("r")).isPresent();
  }

  /** Runs what is to run when the blocks from {@code from} on are left, the last one first. */
  private void runLeaving(int from) {
    List<Leaving> all = List.copyOf(leaving);
    for (int i = all.size() - 1; from <= i; i--) {
      // What runs now is left by nothing that it holds itself.
      leaving.remove(i);
      all.get(i).deferred().ifPresent(this::statement);
      all.get(i).lock().ifPresent(lock -> now = locks.give(now, calls.names().lock(lock.lock()), isShared(lock),
          lock.lock().span(), Optional.empty()));
    }
    leaving.addAll(all.subList(leaving.size(), all.size()));
  }

  private void leave(Optional<Expr> value, Span at) {
    Effects both = value.isPresent() ? calls.condition(value.get(), now) : Effects.same(now);
    whereTrue = whereTrue.join(left(both.ifTrue(), at));
    whereFalse = whereFalse.join(left(both.ifFalse(), at));
    now = LockState.UNREACHED;
  }

  private LockState left(LockState state, Span at) {
    now = state;
    runLeaving(0);
    if (isThread) {
      locks.end(now, at);
    }
    return now;
  }
}
