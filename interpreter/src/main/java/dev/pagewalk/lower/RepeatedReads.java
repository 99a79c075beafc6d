package dev.pagewalk.lower;

import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.resolve.Type;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.SourceUnit;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.Stmt;
import dev.pagewalk.ir.Access;
import dev.pagewalk.ir.Op;
import dev.pagewalk.ir.Operand;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Plain reads that a compiler makes again. What {@code let x = *p;} has read need not stay in a register: wherever
 * {@code x} is used later, up to the next compiler barrier in the text, its word may be read anew, and the later value
 * counts from there on. Each such place is a choice, for {@code machine { plain_reads repeat; }}.
 *
 * <p>Model: with `plain_reads repeat`, only what `let` reads from one word by a plain access, into a variable that is
 * not assigned afterwards, is read again; the first use has what was read. Functions of the library make no plain read
 * twice: where they read without a lock they say how. That compilers tear and fuse plain accesses is not modelled.
 */
final class RepeatedReads {
  private final LoweringContext context;
  private final Emitter out;
  private final Set<Object> assigned = new HashSet<>();
  private final Map<Object, Read> reads = new IdentityHashMap<>();

  /** What a variable was read from, and whether it has been used since. */
  static final class Read {
    private final int pointer;
    private final Span span;
    private boolean isUsed;
    private boolean isOver;

    Read(int pointer, Span span) {
      this.pointer = pointer;
      this.span = span;
    }
  }

  RepeatedReads(LoweringContext context, Emitter out) {
    this.context = context;
    this.out = out;
  }

  /** Notes which variables of a body are assigned behind their declaration. */
  void begin(Stmt.Block body) {
    if (context.variant.machine().repeatsPlainReads()) {
      new Walk(this::noteAssigned, expr -> {}).visit(body);
    }
  }

  private void noteAssigned(Stmt statement) {
    if (statement instanceof Stmt.Assign assign && assign.target() instanceof Expr.Ref ref
        && context.resolution.symbol(ref.name()).orElse(null) instanceof Symbol.Local local) {
      assigned.add(local.declaration());
    }
  }

  /** The plain read that a {@code let} consists of, where it may be made again. */
  Optional<Expr> repeatable(Stmt.Let let, Type declared) {
    if (!context.variant.machine().repeatsPlainReads() || assigned.contains(let) || let.value().isEmpty()
        || out.access() != Access.PLAIN || isOfLibrary(let.span())) {
      return Optional.empty();
    }
    return plain(let.value().get()).filter(read -> fits(context.types.of(read), declared));
  }

  /** Whether a value needs neither a check nor a conversion. */
  private static boolean fits(Type read, Type declared) {
    return read.equals(declared)
        || read instanceof Type.Int one && declared instanceof Type.Int other && other.low() <= one.low()
            && one.high() <= other.high();
  }

  private Optional<Expr> plain(Expr expr) {
    return switch (expr) {
      case Expr.Paren paren -> plain(paren.inner());
      case Expr.Conditional choice -> {
        OptionalLong known = context.constants.value(choice.cond());
        yield known.isEmpty() ? Optional.empty() : plain(known.getAsLong() != 0 ? choice.then() : choice.otherwise());
      }
      case Expr.Ref ref -> Optional.<Expr>of(ref).filter(each -> is(ref.name(), Symbol.Global.class));
      case Expr.Field field -> Optional.<Expr>of(field).filter(each -> is(field.name(), Symbol.StructField.class));
      case Expr.Unary unary -> Optional.<Expr>of(unary).filter(each -> unary.op() == Expr.UnaryOp.DEREF);
      default -> Optional.empty();
    };
  }

  private boolean is(Name name, Class<? extends Symbol> kind) {
    return context.resolution.symbol(name).filter(kind::isInstance).isPresent();
  }

  private boolean isOfLibrary(Span span) {
    return context.resolution.library().stream().map(SourceUnit::path).anyMatch(path -> path.equals(span.path()));
  }

  /** A {@code let} has read a word: {@code pointer} is a place in the frame that keeps where. */
  void read(Stmt.Let let, int pointer, Span span) {
    reads.put(let, new Read(pointer, span));
  }

  /** A variable in {@code slot} is about to be used. */
  void use(Object declaration, int slot) {
    Read read = reads.get(declaration);
    if (read == null || read.isOver) {
      return;
    }
    if (read.isUsed) {
      int again = out.temporary();
      int keep = out.newLabel();
      out.emit(Op.CHOOSE, again, out.constant(0), out.constant(1), 1, read.span);
      out.emit(Op.JUMP_IF_ZERO, again, keep, read.span);
      out.emit(Op.LOAD, slot, read.pointer, read.span);
      out.bind(keep);
    }
    read.isUsed = true;
  }

  /** A call has been emitted: behind a compiler barrier nothing is read again. */
  void called(Symbol callee) {
    if (reads.isEmpty()) {
      return;
    }
    boolean isBarrier = switch (callee) {
      case Symbol.BuiltinFunction builtin -> CompilerBarriers.isBarrier(builtin.builtin());
      case Symbol.Function function -> context.barriers().isBarrier(function.decl());
      default -> false;
    };
    if (isBarrier) {
      barrier();
    }
  }

  /** Behind this nothing is read again. */
  void barrier() {
    reads.values().forEach(read -> read.isOver = true);
  }

  /** The reads that may be made again here, for {@link #restore}. */
  List<Read> open() {
    return reads.values().stream().filter(read -> !read.isOver).toList();
  }

  /** On another way what was open is open again; gives what is over on the way that was gone. */
  List<Read> restore(List<Read> open) {
    List<Read> over = open.stream().filter(read -> read.isOver).toList();
    over.forEach(read -> read.isOver = false);
    return over;
  }

  /** Where ways meet, what is over on one of them is over. */
  void end(List<Read> over) {
    over.forEach(read -> read.isOver = true);
  }

  /** A slot that keeps where a variable was read. */
  int keep(int pointer, Span span) {
    if (Operand.kind(pointer) == Operand.CONSTANT) {
      return pointer;
    }
    int kept = Operand.slot(out.allocateSlot(""));
    out.emit(Op.MOVE, kept, pointer, span);
    return kept;
  }
}
