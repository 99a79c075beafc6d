package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Types names, fields, elements, {@code *} and {@code &}. */
final class Members {
  private final Frame frame;
  private final Tables tables;
  private final Expressions expressions;

  Members(Frame frame, Expressions expressions) {
    this.frame = frame;
    this.tables = frame.tables;
    this.expressions = expressions;
  }

  /** A name on its own. */
  Type name(Expr.Ref ref) {
    Name name = ref.name();
    if (name.isMissing()) {
      return new Type.Error();
    }
    Optional<Symbol> found = frame.value(name.text()).filter(symbol -> !(symbol instanceof Symbol.Self) || runs());
    if (found.isEmpty()) {
      unknown(name);
      return new Type.Error();
    }
    Symbol symbol = found.get();
    tables.bind(name, symbol);
    if (symbol instanceof Symbol.Constant constant) {
      tables.constant(ref, constant.value());
    }
    return symbol.type();
  }

  /** Whether a thread runs the text: only there is a {@code self}. */
  private boolean runs() {
    return frame.body.kind == Body.Kind.THREAD || frame.body.kind == Body.Kind.FUNCTION;
  }

  private void unknown(Name name) {
    if (frame.globals.announced(name.text())) {
      return;
    }
    if (frame.globals.find(Space.FUNCTION, name.text()).isPresent()) {
      frame.report(NameDiagnostics.notAValue(name, "function", "call it: `" + name + "(...)`"));
    } else if (frame.globals.find(Space.TYPE, name.text()).isPresent()) {
      frame.report(NameDiagnostics.notAValue(name, "type", "name a variable of this type"));
    } else if (frame.globals.find(Space.PATCH, name.text()).isPresent()) {
      frame.report(NameDiagnostics.notAValue(name, "patch", "use `when " + name + " { ... }`"));
    } else {
      frame.report(NameDiagnostics.unknownName(name, frame.nearest(name, frame.visibleValues())));
    }
  }

  /** {@code target.name}. */
  Type field(Expr.Field field) {
    Type target = expressions.value(field.target());
    if (field.name().isMissing()) {
      return new Type.Error();
    }
    return switch (target) {
      case Type.Ref r -> structField(field, r);
      case Type.NullableRef r -> structField(field, new Type.Ref(r.struct()));
      case Type.Entry e -> entryPart(field, e);
      case Type.Actor a -> actorPart(field, a);
      case Type.Null n -> {
        frame.report(TypeDiagnostics.nullDereference(field.target().span(), "this"));
        yield new Type.Error();
      }
      case Type.Pointer p -> noFields(field, p, pointerHelp(p, field));
      case Type.Error e -> e;
      case Type.Int t -> noFields(field, t, Optional.empty());
      case Type.Bool t -> noFields(field, t, Optional.empty());
      case Type.Enumeration t -> noFields(field, t, Optional.empty());
      case Type.Flags t -> noFields(field, t, Optional.of("test a member with `&`"));
      case Type.Vaddr t -> noFields(field, t, Optional.empty());
      case Type.Pfn t -> noFields(field, t, Optional.empty());
      case Type.Array t -> noFields(field, t, Optional.of("index it first: `[...]`"));
      case Type.Lock t -> noFields(field, t, Optional.empty());
      case Type.Text t -> noFields(field, t, Optional.empty());
      case Type.Nothing t -> noFields(field, t, Optional.empty());
    };
  }

  private Type noFields(Expr.Field field, Type target, Optional<String> help) {
    frame.report(TypeDiagnostics.noFields(field.name(), target, help));
    return new Type.Error();
  }

  private static Optional<String> pointerHelp(Type.Pointer pointer, Expr.Field field) {
    boolean hasFields = pointer.target() instanceof Type.Entry || TypeRules.mayBeNull(pointer.target());
    return hasFields ? Optional.of("read what it points to first: `(*...)." + field.name() + "`") : Optional.empty();
  }

  private Type structField(Expr.Field field, Type.Ref target) {
    followed(field.target());
    Map<String, Symbol.StructField> fields = frame.world.fields(target.struct());
    Symbol.StructField found = fields.get(field.name().text());
    if (found == null) {
      frame.report(NameDiagnostics.unknownField(
          field.name(),
          "struct `" + TypeNames.of(target) + "`",
          frame.nearest(field.name(), fields.keySet()),
          new ArrayList<>(fields.keySet())));
      return new Type.Error();
    }
    tables.bind(field.name(), found);
    return found.type();
  }

  /** Reports it if {@code expr}, which is being followed, is known to be null. */
  private void followed(Expr expr) {
    if (expressions.isNull(expr)) {
      String what = frame.localOf(expr).map(local -> "`" + local.declared() + "`").orElse("this");
      frame.report(TypeDiagnostics.nullDereference(expr.span(), what));
    }
  }

  private Type entryPart(Expr.Field field, Type.Entry entry) {
    Type type = ActorParts.ofEntry().get(field.name().text());
    if (type == null) {
      unknownPart(field.name(), "a page-table entry", ActorParts.ofEntry());
      return new Type.Error();
    }
    tables.bind(field.name(), new Symbol.EntryPart(Builtins.name(field.name().text()), type));
    return type;
  }

  private void unknownPart(Name name, String owner, Map<String, Type> parts) {
    frame.report(NameDiagnostics.unknownField(
        name, owner, frame.nearest(name, parts.keySet()), new ArrayList<>(parts.keySet())));
  }

  private Type actorPart(Expr.Field field, Type.Actor actor) {
    Name name = field.name();
    if (actor.kind() == Type.ActorKind.THREAD) {
      return register(field);
    }
    Map<String, Type> parts = ActorParts.of(actor.kind(), frame.world);
    Type type = parts.get(name.text());
    if (type != null) {
      tables.bind(name, new Symbol.ActorPart(Builtins.name(name.text()), type));
      return type;
    }
    if (ActorParts.isKernelPart(actor.kind(), name.text())) {
      frame.report(ScenarioDiagnostics.needsKernel(name.span(), "`." + name + "`"));
    } else {
      unknownPart(name, TypeNames.described(actor), parts);
    }
    return new Type.Error();
  }

  /** {@code t.r} in a property: what the variable {@code r} of the thread's outermost block held at its end. */
  private Type register(Expr.Field field) {
    Optional<Symbol> thread = field.target() instanceof Expr.Ref ref
        ? Optional.ofNullable(tables.symbols.get(ref.name())) : Optional.empty();
    Map<String, Symbol> registers = thread.map(frame.world::registers).orElse(Map.of());
    Symbol found = registers.get(field.name().text());
    if (found == null) {
      frame.report(NameDiagnostics.unknownField(
          field.name(), "the thread", frame.nearest(field.name(), registers.keySet()),
              new ArrayList<>(registers.keySet())));
      return new Type.Error();
    }
    if (frame.body.kind != Body.Kind.PROPERTY) {
      frame.report(ScenarioDiagnostics.foreignRegister(field.span(), field.name()));
      return new Type.Error();
    }
    tables.bind(field.name(), found);
    return found.type();
  }

  /** {@code target[index]}. */
  Type index(Expr.Index index) {
    Type target = expressions.value(index.target());
    Type at = expressions.value(index.index());
    if (TypeRules.isError(target)) {
      return target;
    }
    if (!TypeRules.isInt(at) && !TypeRules.isError(at)) {
      frame.report(TypeDiagnostics.mismatch(index.index().span(), "an index", Type.Int.INT, at));
    }
    if (target instanceof Type.Array array) {
      OptionalLong constant = tables.constantOf(index.index());
      if (constant.isPresent()) {
        checkIndex(index.index(), constant.getAsLong(), array.size());
      }
      return array.element();
    }
    if (TypeRules.isActor(target, Type.ActorKind.MAPPING)) {
      return new Type.Actor(Type.ActorKind.PAGE);
    }
    if (TypeRules.isActor(target, Type.ActorKind.PAGE)) {
      return userWord(index);
    }
    frame.report(TypeDiagnostics.notAnArray(index.target().span(), target));
    return new Type.Error();
  }

  private void checkIndex(Expr at, long constant, int size) {
    if (constant < 0 || size != Type.Array.BY_VARIANT && size <= constant) {
      frame.report(size == Type.Array.BY_VARIANT
          ? TypeDiagnostics.outOfRange(at.span(), constant, new Type.Int(0, Integer.MAX_VALUE))
          : TypeDiagnostics.indexOutOfRange(at.span(), constant, size));
    }
  }

  /** {@code A[p][w]}: only where it is clear which process reads or writes it. */
  private Type userWord(Expr.Index word) {
    Optional<Symbol.Mapping> mapping = mappingOf(word.target());
    boolean belongs = switch (frame.body.kind) {
      case PROPERTY -> true;
      case THREAD, SETUP -> mapping.isEmpty()
          || frame.body.process.isPresent() && frame.body.process.get().decl() == mapping.get().process();
      case FUNCTION, CONSTANT -> false;
    };
    if (!belongs) {
      frame.report(ScenarioDiagnostics.userMemory(word.span(), mapping));
      return new Type.Error();
    }
    OptionalLong constant = tables.constantOf(word.index());
    if (constant.isPresent() && (constant.getAsLong() < 0 || Symbol.Mapping.PAGE_WORDS <= constant.getAsLong())) {
      frame.report(TypeDiagnostics.noSuchWord(word.index().span(), constant.getAsLong()));
    }
    return Type.Int.INT;
  }

  private Optional<Symbol.Mapping> mappingOf(Expr page) {
    return page instanceof Expr.Index index && index.target() instanceof Expr.Ref ref
            && tables.symbols.get(ref.name()) instanceof Symbol.Mapping mapping
        ? Optional.of(mapping) : Optional.empty();
  }

  /** {@code *p}. */
  Type dereference(Expr.Unary unary) {
    Type operand = expressions.value(unary.operand());
    if (TypeRules.isError(operand)) {
      return operand;
    }
    if (operand instanceof Type.Pointer pointer) {
      followed(unary.operand());
      return pointer.target();
    }
    if (operand instanceof Type.Null) {
      frame.report(TypeDiagnostics.nullDereference(unary.operand().span(), "this"));
    } else {
      frame.report(TypeDiagnostics.notAPointer(unary, operand));
    }
    return new Type.Error();
  }

  /** {@code &x}. */
  Type address(Expr.Unary unary) {
    Type operand = expressions.value(unary.operand());
    Places place = Places.of(unary.operand(), tables);
    if (place == Places.UNKNOWN) {
      return new Type.Error();
    }
    if (place != Places.SHARED) {
      frame.report(TypeDiagnostics.notAPlace(unary.operand(), "`&`"));
      return new Type.Error();
    }
    return new Type.Pointer(operand, false);
  }
}
