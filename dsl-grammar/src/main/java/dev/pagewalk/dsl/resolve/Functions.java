package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import java.util.List;
import java.util.Optional;

/** Resolves the bodies of functions, with what patches put into them. */
final class Functions {
  private final World world;
  private final Scope scope;

  Functions(World world, Scope scope) {
    this.world = world;
    this.scope = scope;
  }

  /** Notes which statements the patches among {@code decls} put into which functions, before any body is resolved. */
  void collectEdits(List<Decl> decls) {
    for (Decl decl : decls) {
      if (decl instanceof Decl.Patch patch) {
        patch.needs().forEach(name -> PatchNames.bind(name, scope, world.tables));
        patch.edits().forEach(edit -> collect(patch, edit));
      }
    }
  }

  private void collect(Decl.Patch patch, SyntaxPart.PatchEdit edit) {
    Name name = edit.function();
    if (name.isMissing()) {
      return;
    }
    Optional<Symbol> found = scope.find(Space.FUNCTION, name.text());
    if (found.isPresent() && found.get() instanceof Symbol.Function function) {
      world.tables.bind(name, function);
      world.edit(function.decl(), new World.Edit(patch, edit, scope));
    } else {
      Calls.missingFunction(name, scope, world);
    }
  }

  /** Resolves the bodies of the functions among {@code decls}. */
  void bodies(List<Decl> decls) {
    for (Decl decl : decls) {
      if (decl instanceof Decl.Fn fn && world.tables.symbols.get(fn.name()) instanceof Symbol.Function function) {
        body(fn, function);
      }
    }
  }

  private void body(Decl.Fn fn, Symbol.Function function) {
    Body body = new Body(Body.Kind.FUNCTION, function.type(), Optional.empty());
    world.bodies.put(fn, body);
    Frame frame = new Frame(world, scope, Scope.outermost(), body);
    frame.edits = world.edits(fn);
    for (int i = 0; i < fn.params().size(); i++) {
      SyntaxPart.Param param = fn.params().get(i);
      frame.declare(new Symbol.Local(param.name(), function.parameters().get(i), param));
    }
    if (fn.body().isEmpty()) {
      return;
    }
    new Statements(frame, new Expressions(frame)).inBlock(fn.body().get());
    if (frame.nulls.isReached() && !(function.type() instanceof Type.Nothing || TypeRules.isError(function.type()))) {
      world.tables.report(TypeDiagnostics.missingReturn(fn.name(), function.type()));
    }
    for (World.Edit edit : frame.edits) {
      Name label = edit.edit().label();
      if (!label.isMissing() && !body.labels.contains(label.text())) {
        world.tables.report(ScenarioDiagnostics.unknownLabel(
            label, "`" + fn.name() + "`", world.tables.nearest(label.text(), body.labels), body.labels));
      }
    }
  }
}
