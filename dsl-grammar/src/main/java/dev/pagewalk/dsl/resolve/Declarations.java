package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Declares what stands at the top of files or in a scenario, in any order of the text. */
final class Declarations {
  private static final int MOST_FLAGS = 63;
  private static final int DEEPEST = 100;

  private final World world;
  private final Tables tables;
  private final Scope scope;
  private final Replacements replacements;

  /** @param replacements takes note of each {@code replace fn} */
  Declarations(World world, Scope scope, Replacements replacements) {
    this.world = world;
    this.tables = world.tables;
    this.scope = scope;
    this.replacements = replacements;
  }

  /** Declares {@code decls} in the scope. */
  void declare(List<Decl> decls) {
    decls.forEach(this::type);
    decls.forEach(this::constants);
    for (Decl decl : decls) {
      if (decl instanceof Decl.Const constant && tables.symbols.get(constant.name()) == null) {
        scope.find(Space.VALUE, constant.name().text());
      }
    }
    decls.forEach(this::rest);
    scenarioNames(decls);
  }

  private void type(Decl decl) {
    switch (decl) {
      case Decl.Struct d -> put(Space.TYPE, d.name(), new Symbol.StructName(d, new Type.Ref(d)));
      case Decl.Enumeration d -> put(Space.TYPE, d.name(), new Symbol.TypeName(d.name(), new Type.Enumeration(d)));
      case Decl.Flags d -> put(Space.TYPE, d.name(), new Symbol.TypeName(d.name(), new Type.Flags(d)));
      case Decl.Const d -> { }
      case Decl.Fn d -> { }
      case Decl.Patch d -> { }
      case Decl.LockOrder d -> { }
      case Decl.PageTables d -> { }
      case Decl.StructRules d -> { }
      case Decl.Condition d -> { }
      case Decl.Var d -> { }
      case Decl.Scenario d -> { }
      case Decl.Missing d -> { }
    }
  }

  private void constants(Decl decl) {
    switch (decl) {
      case Decl.Enumeration d -> {
        for (int i = 0; i < d.members().size(); i++) {
          member(d.members().get(i), new Type.Enumeration(d), i);
        }
      }
      case Decl.Flags d -> {
        for (int i = 0; i < d.members().size() && i <= MOST_FLAGS; i++) {
          if (i == MOST_FLAGS) {
            tables.report(TypeDiagnostics.tooManyMembers(d.members().get(i)));
          }
          member(d.members().get(i), new Type.Flags(d), i == MOST_FLAGS ? 0 : 1L << i);
        }
      }
      case Decl.Const d -> announce(d);
      case Decl.Var d -> announce(d);
      case Decl.Struct d -> { }
      case Decl.Fn d -> { }
      case Decl.Patch d -> { }
      case Decl.LockOrder d -> { }
      case Decl.PageTables d -> { }
      case Decl.StructRules d -> { }
      case Decl.Condition d -> { }
      case Decl.Scenario d -> { }
      case Decl.Missing d -> { }
    }
  }

  private void rest(Decl decl) {
    switch (decl) {
      case Decl.Struct d -> fields(d);
      case Decl.Fn d -> function(d);
      case Decl.Var d -> {
        if (!tables.symbols.containsKey(d.name())) {
          scope.settle(d.name().text());
          variable(d);
        }
      }
      case Decl.Patch d -> patch(d);
      case Decl.Condition d -> condition(d);
      case Decl.Const d -> { }
      case Decl.Enumeration d -> { }
      case Decl.Flags d -> { }
      case Decl.LockOrder d -> { }
      case Decl.PageTables d -> { }
      case Decl.StructRules d -> { }
      case Decl.Scenario d -> { }
      case Decl.Missing d -> { }
    }
  }

  private void member(Name name, Type type, long value) {
    put(Space.VALUE, name, new Symbol.Constant(name, type, value));
  }

  /** Declares {@code symbol}, or reports that the scope has one of this name. */
  private void put(Space space, Name name, Symbol symbol) {
    if (name.isMissing()) {
      return;
    }
    Optional<Symbol> earlier = scope.here(space, name.text());
    if (earlier.isPresent()) {
      tables.report(NameDiagnostics.duplicate(name, earlier.get()));
    } else {
      scope.put(space, name.text(), symbol);
    }
    tables.bind(name, symbol);
  }

  /** A variable can be seen before its turn: a constant that is made of it is a mistake of its own. */
  private void announce(Decl.Var decl) {
    String text = decl.name().text();
    if (!decl.name().isMissing() && scope.here(Space.VALUE, text).isEmpty() && !scope.announced(text)) {
      scope.announce(text, () -> {
        scope.settle(text);
        variable(decl);
        return scope.here(Space.VALUE, text);
      });
    }
  }

  /** A constant is worked out when it is first needed: it may be made of constants further down. */
  private void announce(Decl.Const decl) {
    String text = decl.name().text();
    if (decl.name().isMissing()) {
      return;
    }
    Optional<Symbol> earlier = scope.here(Space.VALUE, text)
        .or(() -> scope.announced(text) ? scope.find(Space.VALUE, text)
        : Optional.empty());
    if (earlier.isPresent()) {
      tables.report(NameDiagnostics.duplicate(decl.name(), earlier.get()));
      tables.bind(decl.name(), constant(decl));
      return;
    }
    scope.announce(text, () -> {
      scope.announce(text, () -> {
        tables.report(NameDiagnostics.constantCycle(decl.name()));
        return Optional.of(new Symbol.Constant(decl.name(), new Type.Error(), 0));
      });
      Symbol symbol = nested(decl);
      scope.settle(text);
      put(Space.VALUE, decl.name(), symbol);
      return Optional.of(symbol);
    });
  }

  /** Constants that need each other, in a chain: refused when it is too long for the stack. */
  private Symbol nested(Decl.Const decl) {
    if (DEEPEST <= world.constantDepth) {
      tables.report(TypeDiagnostics.tooDeep(decl.value().span()));
      return new Symbol.Constant(decl.name(), new Type.Error(), 0);
    }
    world.constantDepth++;
    Symbol symbol = constant(decl);
    world.constantDepth--;
    return symbol;
  }

  private Symbol constant(Decl.Const decl) {
    Expressions expressions = new Expressions(Frame.constant(world, scope));
    Type found = expressions.value(decl.value());
    Type type = found instanceof Type.Int i && !i.equals(Type.Int.INT) ? narrowed(decl.value()) : found;
    if (decl.type().isPresent()) {
      type = new TypeReader(world, scope).copied(decl.type().get());
      expressions.check(type, found, decl.value(), "`" + decl.name() + "`");
    }
    OptionalLong value = tables.constantOf(decl.value());
    if (value.isPresent()) {
      return new Symbol.Constant(decl.name(), type, value.getAsLong());
    }
    boolean fixed = Fixed.isFixed(decl.value(), tables);
    if (!TypeRules.isError(found) && !fixed) {
      tables.report(TypeDiagnostics.notConstant(decl.value().span(), "a constant"));
    }
    return fixed && !TypeRules.isError(type)
        ? new Symbol.VariantConstant(decl, type) : new Symbol.Constant(decl.name(), new Type.Error(), 0);
  }

  private Type narrowed(Expr value) {
    OptionalLong constant = tables.constantOf(value);
    return constant.isPresent() && Type.Int.INT.contains(constant.getAsLong()) ? Type.Int.INT : Type.Int.LONG;
  }

  private void fields(Decl.Struct struct) {
    Map<String, Symbol.StructField> fields = world.fields(struct);
    int index = 0;
    for (SyntaxPart.FieldDecl decl : struct.fields()) {
      Type type = new TypeReader(world, scope).shared(decl.type());
      for (Name name : decl.names()) {
        Symbol.StructField field = new Symbol.StructField(struct, decl, name, type, index++);
        tables.bind(name, field);
        Symbol.StructField earlier = name.isMissing() ? null : fields.putIfAbsent(name.text(), field);
        if (earlier != null) {
          tables.report(NameDiagnostics.duplicateMember(name, earlier.declared()));
        }
      }
    }
  }

  private void function(Decl.Fn fn) {
    TypeReader reader = new TypeReader(world, scope);
    List<Type> parameters = new ArrayList<>();
    for (SyntaxPart.Param param : fn.params()) {
      parameters.add(reader.copied(param.type()));
    }
    Type result = fn.result().map(reader::copied).orElseGet(Type.Nothing::new);
    Symbol.Function function = new Symbol.Function(fn, parameters, result);
    if (!fn.name().isMissing()) {
      place(fn, function);
    }
  }

  private void place(Decl.Fn fn, Symbol.Function function) {
    Optional<Symbol> hidden = scope.parent().flatMap(around -> around.find(Space.FUNCTION, fn.name().text()));
    if (hidden.isPresent() && hidden.get() instanceof Symbol.BuiltinFunction) {
      tables.report(NameDiagnostics.builtinName(fn.name()));
      tables.bind(fn.name(), function);
      return;
    }
    boolean first = scope.here(Space.FUNCTION, fn.name().text()).isEmpty();
    put(Space.FUNCTION, fn.name(), function);
    if (hidden.isEmpty()) {
      if (fn.kind() == Decl.FnKind.REPLACE && first) {
        tables.report(NameDiagnostics.nothingToReplace(
            fn.name(), tables.nearest(fn.name().text(), scope.parent().map(s -> s.visible(Space.FUNCTION))
                .orElseThrow())));
      }
      return;
    }
    Symbol.Function original = (Symbol.Function) hidden.get();
    if (fn.kind() != Decl.FnKind.REPLACE) {
      if (first) {
        tables.report(NameDiagnostics.needsReplace(fn, original));
      }
      return;
    }
    if (!sameSignature(function, original)) {
      tables.report(NameDiagnostics.replaceSignature(fn.name(), original, Calls.signature(original)));
    }
    replacements.add(original, function).ifPresent(
        earlier -> tables.report(NameDiagnostics.duplicate(fn.name(), earlier)));
  }

  private static boolean sameSignature(Symbol.Function a, Symbol.Function b) {
    if (a.parameters().size() != b.parameters().size() || !same(a.type(), b.type())) {
      return false;
    }
    for (int i = 0; i < a.parameters().size(); i++) {
      if (!same(a.parameters().get(i), b.parameters().get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(Type a, Type b) {
    return a.equals(b) || TypeRules.isError(a) || TypeRules.isError(b);
  }

  private void variable(Decl.Var decl) {
    Type type = new TypeReader(world, scope).shared(decl.type());
    put(Space.VALUE, decl.name(), new Symbol.Global(decl, type));
    Type element = type;
    while (element instanceof Type.Array array) {
      element = array.element();
    }
    if (decl.value().isEmpty()) {
      if (element instanceof Type.Int range && !range.contains(0)) {
        tables.report(TypeDiagnostics.startsOutside(decl.name(), range));
      }
      return;
    }
    Expr value = decl.value().get();
    Expressions expressions = new Expressions(Frame.constant(world, scope));
    Type found = expressions.into(element, value, "`" + decl.name() + "`");
    boolean made = value instanceof Expr.Call call && call.callee() instanceof Expr.Ref ref
        && ref.name().text().equals(Builtin.ALLOC.text());
    if (!made && !TypeRules.isError(found) && !Fixed.isFixed(value, tables)) {
      tables.report(TypeDiagnostics.notConstant(value.span(), "the first value of `" + decl.name() + "`"));
    }
  }

  private void patch(Decl.Patch patch) {
    Symbol.Patch symbol = new Symbol.Patch(patch, new Type.Nothing());
    Optional<Symbol> outer = scope.parent().flatMap(around -> around.find(Space.PATCH, patch.name().text()));
    if (outer.isPresent() && !patch.name().isMissing()) {
      tables.report(NameDiagnostics.duplicate(patch.name(), outer.get()));
    }
    put(Space.PATCH, patch.name(), symbol);
    Releases.checkRange(patch.since(), patch.until(), tables);
  }

  private void condition(Decl.Condition condition) {
    TypeReader reader = new TypeReader(world, scope);
    List<Type> parameters = condition.params().stream().map(param -> reader.copied(param.type())).toList();
    put(Space.CONDITION, condition.name(), new Symbol.Condition(condition, parameters, new Type.Bool()));
  }

  /** Scenarios are no symbols, but two of one name could not be told apart. */
  private void scenarioNames(List<Decl> decls) {
    Map<String, Name> names = new LinkedHashMap<>();
    for (Decl decl : decls) {
      if (decl instanceof Decl.Scenario && !decl.name().isMissing()) {
        Name earlier = names.putIfAbsent(decl.name().text(), decl.name());
        if (earlier != null) {
          tables.report(NameDiagnostics.duplicateMember(decl.name(), earlier));
        }
      }
    }
  }
}
