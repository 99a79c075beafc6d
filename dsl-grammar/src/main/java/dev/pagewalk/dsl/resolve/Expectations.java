package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.ScenarioItem;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks {@code expect} lines. */
final class Expectations {
  private static final List<String> ARCHITECTURES = List.of("x86_64", "arm64", "s390x", "ppc64");

  private final World world;
  private final Tables tables;
  private final Scope scope;

  Expectations(World world, Scope scope) {
    this.world = world;
    this.tables = world.tables;
    this.scope = scope;
  }

  void check(ScenarioItem.Expect expect) {
    verdict(expect);
    Map<String, Span> said = new LinkedHashMap<>();
    Map<String, String> patches = new LinkedHashMap<>();
    for (SyntaxPart.ExpectClause clause : expect.clauses()) {
      switch (clause.key().text()) {
        case "with" -> {
          if (clause.value().isPresent()) {
            parameter(clause, said);
          } else {
            clause.names().forEach(name -> patch(name, "with", said, patches));
          }
        }
        case "without" -> clause.names().forEach(name -> patch(name, "without", said, patches));
        case "kernel" -> {
          once("the kernel", "kernel", clause.span(), said);
          Releases.checkRange(string(clause.value()), string(clause.upTo()), tables);
        }
        case "arch" -> {
          once("the architecture", "arch", clause.span(), said);
          clause.names().forEach(name -> architecture(name, tables));
        }
        case "machine" -> {
          once("the machine", "machine", clause.span(), said);
          new Attributes(world, scope).check(clause.attrs(), Attributes.MACHINE, "a machine");
        }
        default -> {
          // The parser has reported it.
        }
      }
    }
  }

  private static Optional<Expr.StringLit> string(Optional<Expr> expr) {
    return expr.filter(Expr.StringLit.class::isInstance).map(Expr.StringLit.class::cast);
  }

  private void once(String what, String key, Span span, Map<String, Span> said) {
    Span earlier = said.putIfAbsent(key, span);
    if (earlier != null) {
      tables.report(ScenarioDiagnostics.clauseTwice(span, what, earlier));
    }
  }

  private void verdict(ScenarioItem.Expect expect) {
    Name verdict = expect.verdict();
    if (verdict.isMissing()) {
      return;
    }
    if (!Verdicts.names().contains(verdict.text())) {
      tables.report(ScenarioDiagnostics.unknownVerdict(
          verdict, tables.nearest(verdict.text(), Verdicts.names()), Verdicts.names()));
      return;
    }
    List<String> subjects = new ArrayList<>(Verdicts.subjects(verdict.text()));
    if (subjects.contains("folio")) {
      for (String type : scope.visible(Space.TYPE)) {
        scope.find(Space.TYPE, type).filter(Symbol.StructName.class::isInstance).ifPresent(s -> subjects.add(type));
      }
    }
    expect.subject().filter(name -> !name.isMissing() && !subjects.contains(name.text())).ifPresent(
        name -> tables.report(ScenarioDiagnostics.unknownSubject(
            name, verdict, tables.nearest(name.text(), subjects), Verdicts.subjects(verdict.text()))));
    expect.subject().flatMap(name -> scope.find(Space.TYPE, name.text())).ifPresent(
        type -> tables.bind(expect.subject().orElseThrow(), type));
  }

  private void patch(Name name, String key, Map<String, Span> said, Map<String, String> patches) {
    if (name.isMissing()) {
      return;
    }
    String other = patches.putIfAbsent(name.text(), key);
    if (other == null || other.equals(key)) {
      once("`" + key + " " + name + "`", "patch " + name, name.span(), said);
    } else {
      tables.report(ScenarioDiagnostics.patchBothWays(name, said.get("patch " + name)));
    }
    PatchNames.bind(name, scope, tables);
  }

  private void parameter(SyntaxPart.ExpectClause clause, Map<String, Span> said) {
    Expr value = clause.value().orElseThrow();
    for (Name name : clause.names()) {
      if (name.isMissing()) {
        continue;
      }
      once("`" + name + "`", "parameter " + name, name.span(), said);
      Optional<Symbol> found = scope.here(Space.VALUE, name.text()).filter(Symbol.ScenarioParameter.class::isInstance);
      if (found.isEmpty()) {
        List<String> all = scope.own(Space.VALUE).values().stream()
            .filter(Symbol.ScenarioParameter.class::isInstance).map(s -> s.declared().text()).toList();
        tables.report(ScenarioDiagnostics.unknownParameter(name, tables.nearest(name.text(), all)));
        continue;
      }
      tables.bind(name, found.get());
      Type type = new Expressions(Frame.constant(world, scope)).into(found.get().type(), value, "`" + name + "`");
      if (!TypeRules.isError(type) && tables.constantOf(value).isEmpty()) {
        tables.report(TypeDiagnostics.notConstant(value.span(), "`" + name + "`"));
      }
    }
  }

  /** Reports an architecture that is not known. */
  static void architecture(Name name, Tables tables) {
    if (!name.isMissing() && !ARCHITECTURES.contains(name.text())) {
      tables.report(ScenarioDiagnostics.unknownAttribute(
          name, "an architecture", tables.nearest(name.text(), ARCHITECTURES), ARCHITECTURES));
    }
  }
}
