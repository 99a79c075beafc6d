package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Types calls: of functions with a declaration, and of those of the language. */
final class Calls {
  /** What the library's functions for calls of a userfaultfd begin with. */
  private static final String UFFD_CALLS = "uffd_";

  private final Frame frame;
  private final Tables tables;
  private final Expressions expressions;
  private final BuiltinCalls builtins;

  Calls(Frame frame, Expressions expressions) {
    this.frame = frame;
    this.tables = frame.tables;
    this.expressions = expressions;
    this.builtins = new BuiltinCalls(frame, expressions);
  }

  /** {@code callee(args)}. */
  Type call(Expr.Call call) {
    if (call.callee() instanceof Expr.Ref ref) {
      return named(call, ref);
    }
    if (call.callee() instanceof Expr.Field field) {
      return method(call, field);
    }
    Type callee = expressions.of(call.callee());
    if (!TypeRules.isError(callee)) {
      frame.report(NameDiagnostics.notAFunction(call.callee().span(), TypeNames.described(callee)));
    }
    return unknown(call);
  }

  private Type named(Expr.Call call, Expr.Ref ref) {
    Name name = ref.name();
    if (name.isMissing()) {
      return unknown(call);
    }
    Optional<Symbol> found = frame.globals.find(Space.FUNCTION, name.text());
    if (found.isEmpty() && Forks.isFork(call)) {
      return fork(call, ref);
    }
    if (found.isEmpty()) {
      missing(name);
      return unknown(call);
    }
    Symbol symbol = found.get();
    tables.bind(name, symbol);
    tables.type(ref, symbol.type());
    call.block().ifPresent(block -> {
      frame.report(TypeDiagnostics.blockArgument(block.span(), name.text()));
      new Statements(frame, expressions).block(block);
    });
    if (symbol instanceof Symbol.BuiltinFunction builtin) {
      return builtins.call(call, builtin.builtin());
    }
    Symbol.Function function = (Symbol.Function) symbol;
    frame.body.calls.add(new Body.Call(function, name.span()));
    arguments(call, function);
    return function.type();
  }

  /** The child's block is resolved as the thread that it is. */
  private Type fork(Expr.Call call, Expr.Ref ref) {
    Optional<Symbol.Thread> child = frame.world.forks.child(call).map(frame.world.children::get);
    Optional<Symbol> copies = frame.world.library.find(Space.FUNCTION, "fork_mm");
    if (child.isEmpty() || copies.isEmpty()) {
      frame.report(NotYet.FORK.at(ref.name().span()));
      return child.isEmpty() ? unknown(call) : new Type.Error();
    }
    frame.body.calls.add(new Body.Call((Symbol.Function) copies.get(), ref.name().span()));
    tables.bind(ref.name(), child.get());
    tables.type(ref, child.get().type());
    if (!call.args().isEmpty()) {
      call.args().forEach(arg -> expressions.of(arg.value()));
      frame.report(TypeDiagnostics.argumentCount(call, "fork()", 0, Optional.empty()));
    }
    return child.get().type();
  }

  /** {@code U.writeprotect(A[0])} is {@code uffd_writeprotect(U, A[0])}. */
  private Type ofUffd(Expr.Call call, Name name) {
    if (name.isMissing()) {
      return unknown(call);
    }
    Optional<Symbol> found = frame.globals.find(Space.FUNCTION, UFFD_CALLS + name.text());
    if (found.isEmpty() || !(found.get() instanceof Symbol.Function function)) {
      List<String> calls = frame.globals.visible(Space.FUNCTION).stream()
          .filter(visible -> visible.startsWith(UFFD_CALLS)).map(visible -> visible.substring(UFFD_CALLS.length())).toList();
      tables.report(NameDiagnostics.unknownFunction(name, tables.nearest(name.text(), calls), List.of()));
      return unknown(call);
    }
    tables.bind(name, function);
    frame.body.calls.add(new Body.Call(function, name.span()));
    call.block().ifPresent(block -> {
      frame.report(TypeDiagnostics.blockArgument(block.span(), name.text()));
      new Statements(frame, expressions).block(block);
    });
    arguments(call, function, 1);
    return function.type();
  }

  private void arguments(Expr.Call call, Symbol.Function function) {
    arguments(call, function, 0);
  }

  /** Checks the arguments of a call against the parameters from {@code first} on. */
  private void arguments(Expr.Call call, Symbol.Function function, int first) {
    List<SyntaxPart.Param> params = function.decl().params().subList(first, function.decl().params().size());
    String name = function.declared().text();
    if (call.args().size() != params.size()) {
      frame.report(TypeDiagnostics.argumentCount(call, signature(function), params.size(), Optional.of(function)));
    }
    for (int i = 0; i < call.args().size(); i++) {
      SyntaxPart.Arg arg = call.args().get(i);
      if (params.size() <= i) {
        expressions.value(arg.value());
        continue;
      }
      String wanted = params.get(i).name().text();
      arg.name().filter(given -> !given.isMissing() && !given.text().equals(wanted)).ifPresent(
          given -> frame.report(TypeDiagnostics.namedArgument(given, name, Optional.of(wanted))));
      expressions.into(function.parameters().get(first + i), arg.value(), "argument `" + wanted + "` of `" + name + "`");
    }
  }

  /** The head of a function as it is declared: {@code f(a: int) -> bool}. */
  static String signature(Symbol.Function function) {
    StringBuilder text = new StringBuilder(function.declared().text()).append('(');
    for (int i = 0; i < function.parameters().size(); i++) {
      text.append(i == 0 ? "" : ", ").append(function.decl().params().get(i).name()).append(": ")
          .append(TypeNames.of(function.parameters().get(i)));
    }
    text.append(')');
    if (!(function.type() instanceof Type.Nothing)) {
      text.append(" -> ").append(TypeNames.of(function.type()));
    }
    return text.toString();
  }

  private void missing(Name name) {
    Optional<NotYet> later = NotYet.function(name.text());
    if (later.isPresent()) {
      frame.report(later.get().at(name.span()));
    } else if (frame.value(name.text()).isPresent()) {
      frame.report(NameDiagnostics.notAFunction(name.span(), "`" + name + "`"));
    } else {
      missingFunction(name, frame.globals, frame.world);
    }
  }

  /** Reports a function that nobody declares: misspelt, one of the kernel's, or unknown. */
  static void missingFunction(Name name, Scope scope, World world) {
    Optional<String> file = KernelFunctions.fileOf(name.text());
    if (file.isPresent()) {
      world.tables.report(NameDiagnostics.notModelled(name, file.get(), world.modelledIn(file.get())));
    } else {
      Collection<String> known = scope.visible(Space.FUNCTION);
      world.tables.report(NameDiagnostics.unknownFunction(
          name, world.tables.nearest(name.text(), known), Spelling.longer(name.text(), known)));
    }
  }

  /** {@code U.writeprotect(...)}: userfaultfds are the only things that are called so. */
  private Type method(Expr.Call call, Expr.Field field) {
    Type target = expressions.of(field.target());
    if (TypeRules.isActor(target, Type.ActorKind.UFFD)) {
      return ofUffd(call, field.name());
    } else if (!TypeRules.isError(target)) {
      frame.report(NameDiagnostics.notAFunction(field.span(), "`." + field.name() + "`"));
    }
    return unknown(call);
  }

  /** The arguments of a call of nobody knows what: their own mistakes are reported all the same. */
  private Type unknown(Expr.Call call) {
    frame.body.callsUnknown = true;
    call.args().forEach(arg -> expressions.of(arg.value()));
    call.block().ifPresent(block -> new Statements(frame, expressions).block(block));
    return new Type.Error();
  }
}
