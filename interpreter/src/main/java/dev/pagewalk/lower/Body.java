package dev.pagewalk.lower;

import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.resolve.Type;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.Stmt;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import dev.pagewalk.ir.Access;
import dev.pagewalk.ir.Arithmetic;
import dev.pagewalk.ir.LockMode;
import dev.pagewalk.ir.Op;
import dev.pagewalk.ir.Operand;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Compiles statements: the body of one function or thread. */
final class Body {
  private final LoweringContext context;
  private final Emitter out;
  private final Expressions expressions;
  private final RepeatedReads repeated;
  private final Map<Object, Integer> locals = new IdentityHashMap<>();
  private final Type result;
  private final boolean thread;
  private final int self;
  private String name = "";
  private Scope scope;

  private Body(LoweringContext context, Emitter out, Type result, boolean thread, int self) {
    this.context = context;
    this.out = out;
    this.result = result;
    this.thread = thread;
    this.self = self;
    repeated = new RepeatedReads(context, out);
    expressions = new Expressions(context, out, locals, repeated, self);
    scope = new Scope(null, out.slotsInUse(), -1, -1);
  }

  /** Compiles a function. */
  static Emitter function(
      LoweringContext context, String name, List<SyntaxPart.Param> params, Type result, Stmt.Block block) {
    Emitter out = new Emitter(context.program);
    Body body = new Body(context, out, result, false, 0);
    body.name = name;
    for (SyntaxPart.Param param : params) {
      body.locals.put(param, out.allocateVariable(param.name().text(), body.declaredType(param.name())));
    }
    body.scope = new Scope(null, out.slotsInUse(), -1, -1);
    body.run(block);
    return out;
  }

  /** Compiles the body of a thread, {@code self} being its index in its family. */
  static Emitter thread(LoweringContext context, Stmt.Block block, int self) {
    Emitter out = new Emitter(context.program);
    new Body(context, out, new Type.Nothing(), true, self).run(block);
    return out;
  }

  /** Compiles a condition as a function that gives 1 where it holds. */
  static Emitter condition(LoweringContext context, Expr condition, Consumer<Emitter> before) {
    Emitter out = new Emitter(context.program);
    before.accept(out);
    Body body = new Body(context, out, new Type.Bool(), false, 0);
    int value = body.expressions.value(condition);
    out.emit(Op.RETURN, value, condition.span());
    return out;
  }

  private void run(Stmt.Block block) {
    repeated.begin(block);
    statements(block.statements());
    leaveTo(null, block.span());
    Span whole = block.span();
    Span end = new Span(whole.path(), Math.max(whole.start(), whole.end() - 1), whole.end());
    finish(out.constant(0), end);
  }

  private void statements(List<Stmt> statements) {
    for (int i = 0; i < statements.size(); i++) {
      Stmt statement = statements.get(i);
      statement(statement);
      if (statement instanceof Stmt.Label label && i + 1 < statements.size()) {
        i++;
        labelled(label, statements.get(i));
      }
    }
  }

  /** The statement behind a label, with what patches put there. */
  private void labelled(Stmt.Label label, Stmt statement) {
    List<SyntaxPart.PatchEdit> edits = context.edits(name, label.name().text());
    insert(edits, "before");
    if (edits.stream().anyMatch(edit -> edit.position().text().equals("at"))) {
      insert(edits, "at");
    } else {
      statement(statement);
    }
    insert(edits, "after");
  }

  private void insert(List<SyntaxPart.PatchEdit> edits, String position) {
    edits.stream().filter(edit -> edit.position().text().equals(position)).forEach(edit -> block(edit.body()));
  }

  private void statement(Stmt statement) {
    switch (statement) {
      case Stmt.Block block -> block(block);
      case Stmt.Let let -> let(let);
      case Stmt.Assign assign -> assign(assign);
      case Stmt.If branch -> branch(branch);
      case Stmt.When when -> when(when);
      case Stmt.While loop -> loop(loop);
      case Stmt.For loop -> loop(loop);
      case Stmt.Return leave -> leave(leave);
      case Stmt.Break leave -> exit(true, leave.span());
      case Stmt.Continue leave -> exit(false, leave.span());
      case Stmt.Expression expression -> expressions.value(expression.expr());
      case Stmt.Defer defer -> scope.cleanUps.add(() -> statement(defer.body()));
      case Stmt.Lock lock -> lock(lock);
      case Stmt.Atomic atomic -> atomic(atomic);
      case Stmt.Relax relax -> relax(relax);
      case Stmt.Choose choose -> choose(choose);
      case Stmt.ChooseValue choose -> choose(choose);
      case Stmt.Await await -> await(await);
      case Stmt.After after -> after(after);
      case Stmt.Label label -> {
        Integer number = context.awaitedLabels.get(label.name().text());
        if (number != null) {
          out.emit(Op.PASS, number, label.span());
        }
      }
      case Stmt.Empty empty -> {}
      case Stmt.Missing missing -> {}
    }
  }

  private void open(int breakLabel, int continueLabel) {
    scope = new Scope(scope, out.slotsInUse(), breakLabel, continueLabel);
  }

  private void close(Span span) {
    leave(scope, span);
    out.releaseSlots(scope.firstSlot);
    scope = scope.outer;
  }

  /** What has to happen when {@code left} is left: its clean-ups, newest first, and its variables become 0. */
  private void leave(Scope left, Span span) {
    Scope inside = scope;
    for (Scope.CleanUp cleanUp : left.cleanUps.reversed()) {
      scope = left.outer == null ? left : left.outer;
      cleanUp.emit();
    }
    scope = inside;
    int used = out.slotsInUse() - left.firstSlot;
    if (0 < used && left.outer != null) {
      out.emit(Op.ZERO, left.firstSlot, used, span);
    }
  }

  /** Leaves every scope inside {@code outer}; null leaves all. */
  private void leaveTo(Scope outer, Span span) {
    for (Scope left = scope; left != outer; left = left.outer) {
      leave(left, span);
    }
  }

  private void block(Stmt.Block block) {
    open(-1, -1);
    statements(block.statements());
    close(block.span());
  }

  private int declare(Name name, Object declaration) {
    int slot = out.allocateVariable(name.text(), declaredType(name));
    locals.put(declaration, slot);
    return Operand.slot(slot);
  }

  private Type declaredType(Name name) {
    return context.resolution.symbol(name).map(context.types::of).orElse(new Type.Error());
  }

  private void let(Stmt.Let let) {
    if (context.resolution.symbol(let.name()).orElse(null) instanceof Symbol.Thread) {
      let.value().ifPresent(expressions::value);
      return;
    }
    Optional<Expr> repeatable = repeated.repeatable(let, declaredType(let.name()));
    if (repeatable.isPresent()) {
      repeatable(let, repeatable.get());
      return;
    }
    int value = let.value().isPresent()
        ? expressions.valueAs(let.value().get(), declaredType(let.name()))
        : out.constant(0);
    bind(let, value);
  }

  private void repeatable(Stmt.Let let, Expr read) {
    Place place = expressions.place(read);
    int pointer = repeated.keep(expressions.pointer(place, read.span()), read.span());
    int value = expressions.load(place, expressions.type(read), read.span());
    bind(let, value);
    repeated.read(let, pointer, read.span());
  }

  private void bind(Stmt.Let let, int value) {
    int slot = declare(let.name(), let);
    out.emit(Op.MOVE, slot, value, let.span());
    if (thread && context.variant.keepsRegisters() && context.results.containsKey(let)) {
      out.emit(Op.STORE_FIXED, context.results.get(let) + self, slot, let.span());
    }
  }

  private void assign(Stmt.Assign assign) {
    Place place = expressions.place(assign.target());
    Type type = expressions.type(assign.target());
    int value;
    if (assign.op().isPresent()) {
      int old = expressions.load(place, type, assign.target().span());
      int operand = expressions.value(assign.value());
      value = expressions.arithmetic(Expressions.arithmetic(assign.op().get()), old, operand, assign.span());
      if (type instanceof Type.Int range) {
        out.emit(Op.CHECK_RANGE, value, out.constant(range.low()), out.constant(range.high()), 0, assign.span());
      }
    } else {
      value = expressions.valueAs(assign.value(), type);
    }
    expressions.store(place, value, assign.span());
  }

  private void branch(Stmt.If branch) {
    OptionalLong known = context.constants.value(branch.cond());
    if (known.isPresent()) {
      if (known.getAsLong() != 0) {
        scoped(branch.then());
      } else {
        branch.otherwise().ifPresent(this::scoped);
      }
      return;
    }
    int yes = out.newLabel();
    int no = out.newLabel();
    int end = out.newLabel();
    expressions.branch(branch.cond(), yes, no);
    out.bind(yes);
    List<RepeatedReads.Read> open = repeated.open();
    scoped(branch.then());
    List<RepeatedReads.Read> over = leaves(branch.then()) ? List.of() : repeated.restore(open);
    if (branch.otherwise().isPresent()) {
      out.emit(Op.JUMP, end, branch.span());
    }
    out.bind(no);
    repeated.restore(open);
    branch.otherwise().ifPresent(this::scoped);
    if (branch.otherwise().filter(Body::leaves).isPresent()) {
      repeated.restore(open);
    }
    repeated.end(over);
    out.bind(end);
  }

  /** Whether what stands behind a statement never follows it. */
  private static boolean leaves(Stmt statement) {
    return switch (statement) {
      case Stmt.Return leave -> true;
      case Stmt.Break leave -> true;
      case Stmt.Continue leave -> true;
      case Stmt.Block block -> !block.statements().isEmpty() && leaves(block.statements().getLast());
      default -> false;
    };
  }

  private void scoped(Stmt statement) {
    open(-1, -1);
    statement(statement);
    close(statement.span());
  }

  private void when(Stmt.When when) {
    boolean on = context.variant.patches().contains(when.patch().text()) != when.negated();
    Optional<Stmt> chosen = on ? Optional.of(when.then()) : when.otherwise();
    chosen.ifPresent(this::scoped);
  }

  private void loop(Stmt.While loop) {
    int again = out.newLabel();
    int yes = out.newLabel();
    int end = out.newLabel();
    open(end, again);
    out.bind(again);
    expressions.branch(loop.cond(), yes, end);
    out.bind(yes);
    scoped(loop.body());
    out.emit(Op.JUMP, again, loop.span());
    out.bind(end);
    close(loop.span());
  }

  private void loop(Stmt.For loop) {
    int again = out.newLabel();
    int next = out.newLabel();
    int end = out.newLabel();
    open(-1, -1);
    int low = expressions.value(loop.low());
    int high = expressions.value(loop.high());
    int counter = declare(loop.name(), loop);
    out.emit(Op.MOVE, counter, low, loop.span());
    int limit = high;
    if (Operand.kind(high) != Operand.CONSTANT) {
      limit = Operand.slot(out.allocateSlot(""));
      out.emit(Op.MOVE, limit, high, loop.span());
    }
    open(end, next);
    out.bind(again);
    out.emit(Op.JUMP_IF_ZERO, expressions.arithmetic(Arithmetic.LE, counter, limit, loop.span()), end, loop.span());
    scoped(loop.body());
    out.bind(next);
    out.emit(Op.MOVE, counter, expressions.arithmetic(Arithmetic.ADD, counter, out.constant(1), loop.span()),
        loop.span());
    out.emit(Op.JUMP, again, loop.span());
    out.bind(end);
    close(loop.span());
    close(loop.span());
  }

  private void leave(Stmt.Return leave) {
    int value = leave.value().isPresent() ? expressions.valueAs(leave.value().get(), result) : out.constant(0);
    boolean local = Operand.kind(value) == Operand.SLOT;
    if (local && hasCleanUps()) {
      int copy = out.temporary();
      out.emit(Op.MOVE, copy, value, leave.span());
      value = copy;
    }
    for (Scope left = scope; left != null; left = left.outer) {
      cleanUp(left);
    }
    finish(value, leave.span());
  }

  private void finish(int value, Span span) {
    if (thread) {
      // In the order of the words: that of the map is another one in every run.
      context.results.entrySet().stream().sorted((one, other) -> one.getValue() - other.getValue()).forEach(result -> {
        Integer slot = locals.get(result.getKey());
        if (slot != null) {
          out.emit(Op.STORE_FIXED, result.getValue() + self, Operand.slot(slot), span);
        }
      });
    }
    out.emit(thread ? Op.END : Op.RETURN, value, span);
  }

  private boolean hasCleanUps() {
    for (Scope left = scope; left != null; left = left.outer) {
      if (!left.cleanUps.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** As {@link #leave(Scope, Span)} where the whole frame goes: variables need not become 0 one by one. */
  private void cleanUp(Scope left) {
    Scope inside = scope;
    for (Scope.CleanUp cleanUp : left.cleanUps.reversed()) {
      scope = new Scope(null, out.slotsInUse(), -1, -1);
      cleanUp.emit();
    }
    scope = inside;
  }

  private void exit(boolean breaks, Span span) {
    Scope loop = scope;
    while (loop != null && !loop.isLoop()) {
      loop = loop.outer;
    }
    if (loop != null) {
      leaveTo(loop, span);
      out.emit(Op.JUMP, breaks ? loop.breakLabel : loop.continueLabel, span);
    }
  }

  private void lock(Stmt.Lock lock) {
    open(-1, -1);
    LockMode kind = mode(expressions.type(lock.lock()), lock.mode());
    boolean spins = spins(expressions.type(lock.lock()));
    int pointer = expressions.pointer(lock.lock());
    int kept = pointer;
    if (Operand.kind(pointer) != Operand.CONSTANT) {
      kept = Operand.slot(out.allocateSlot(""));
      out.emit(Op.MOVE, kept, pointer, lock.lock().span());
    }
    int held = kept;
    // The closing parenthesis behind the mode belongs to the head.
    int end = lock.mode().map(mode -> mode.span().end() + 1).orElse(lock.lock().span().end());
    Span head = new Span(lock.span().path(), lock.span().start(), end);
    out.emit(Op.ACQUIRE, held, kind.ordinal(), spins ? 1 : 0, 0, head);
    repeated.barrier();
    Span last = new Span(lock.span().path(), lock.span().end() - 1, lock.span().end());
    scope.cleanUps.add(() -> out.emit(Op.RELEASE, held, kind.ordinal(), spins ? 1 : 0, 0, last));
    block(lock.body());
    close(last);
    repeated.barrier();
  }

  private static LockMode mode(Type type, Optional<Name> written) {
    boolean reads = written.isPresent() && written.get().text().equals("r");
    return switch (kind(type)) {
      case RWLOCK -> reads ? LockMode.READ : LockMode.WRITE;
      case RWSEM -> reads ? LockMode.SEM_READ : LockMode.SEM_WRITE;
      case SPINLOCK, MUTEX, BITLOCK, SEQCOUNT -> LockMode.EXCLUSIVE;
    };
  }

  private static boolean spins(Type type) {
    return switch (kind(type)) {
      case SPINLOCK, RWLOCK, BITLOCK -> true;
      case RWSEM, MUTEX, SEQCOUNT -> false;
    };
  }

  private static Type.LockKind kind(Type type) {
    return switch (type) {
      case Type.Lock lock -> lock.kind();
      case Type.Pointer pointer -> kind(pointer.target());
      default -> Type.LockKind.SPINLOCK;
    };
  }

  private void choose(Stmt.Choose choose) {
    int end = out.newLabel();
    int arm = out.temporary();
    out.emit(Op.CHOOSE, arm, out.constant(0), out.constant(choose.arms().size() - 1), 0, choose.span());
    List<Stmt.Block> arms = choose.arms();
    int[] starts = new int[arms.size()];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = out.newLabel();
    }
    for (int i = 0; i + 1 < starts.length; i++) {
      int taken = expressions.arithmetic(Arithmetic.EQ, arm, out.constant(i), choose.span());
      out.emit(Op.JUMP_IF_SET, taken, starts[i], choose.span());
    }
    for (int i = starts.length - 1; 0 <= i; i--) {
      out.bind(starts[i]);
      block(arms.get(i));
      out.emit(Op.JUMP, end, choose.span());
    }
    out.bind(end);
  }

  private void choose(Stmt.ChooseValue choose) {
    int low = expressions.value(choose.low());
    int high = expressions.value(choose.high());
    int value = out.temporary();
    out.emit(Op.CHOOSE, value, low, high, 0, choose.span());
    out.emit(Op.MOVE, declare(choose.name(), choose), value, choose.span());
  }

  private void atomic(Stmt.Atomic atomic) {
    out.emit(Op.ATOMIC_BEGIN, 0, atomic.span());
    Access before = out.accessing(Access.MARKED);
    open(-1, -1);
    // However the block is left, it ends there.
    scope.cleanUps.add(() -> out.emit(Op.ATOMIC_END, 1, atomic.span()));
    block(atomic.body());
    scope.cleanUps.clear();
    close(atomic.span());
    out.accessing(before);
    out.emit(Op.ATOMIC_END, 0, atomic.span());
  }

  private void relax(Stmt.Relax relax) {
    Access before = out.accessing(Access.INTENDED);
    context.fieldRules().relax();
    block(relax.body());
    context.fieldRules().tighten();
    out.accessing(before);
  }

  private void await(Stmt.Await await) {
    int yes = out.newLabel();
    int no = out.newLabel();
    out.emit(Op.ATOMIC_BEGIN, 0, await.span());
    Access before = out.accessing(Access.MARKED);
    expressions.branch(await.cond(), yes, no);
    out.accessing(before);
    out.bind(no);
    out.emit(Op.REQUIRE, out.constant(0), await.span());
    out.bind(yes);
    out.emit(Op.ATOMIC_END, 0, await.span());
  }

  private void after(Stmt.After after) {
    Integer label = context.awaitedLabels.get(after.label().text());
    if (label != null && context.resolution.symbol(after.thread()).orElse(null) instanceof Symbol.Thread awaited) {
      int first = context.agents.getOrDefault(awaited.decl(), 0);
      out.emit(Op.AFTER, label, first, context.members.getOrDefault(awaited.decl(), 0), 0, after.span());
    }
  }
}
