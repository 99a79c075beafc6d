package dev.pagewalk.lower;

import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import dev.pagewalk.hw.step.Binding;
import dev.pagewalk.ir.IntrinsicSite;
import dev.pagewalk.mm.rule.Condition;
import dev.pagewalk.mm.rule.FieldCheck;
import dev.pagewalk.mm.rule.FieldCheck.Access;
import dev.pagewalk.mm.rule.Judge;
import dev.pagewalk.mm.rule.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules of fields, as checks behind each access to them. */
final class FieldRules {
  private final LoweringContext context;
  private final RuleTerms terms;
  private final Judge judge;
  private final int setup;
  private final Map<String, List<Binding>> reads = new LinkedHashMap<>();
  private final Map<String, List<Binding>> writes = new LinkedHashMap<>();
  private int relaxed;

  /** Without any rule, for those who build a context before there is a layout. */
  FieldRules(LoweringContext context, Judge judge, int setup) {
    this.context = context;
    this.terms = new RuleTerms(context);
    this.judge = judge;
    this.setup = setup;
  }

  /** Compiles the rules among {@code decls}. */
  void add(List<Decl> decls) {
    for (Decl decl : decls) {
      if (decl instanceof Decl.Struct struct) {
        struct.fields().forEach(field -> field.rules().forEach(rule -> rule(
            struct.name().text(), field.names(), rule, Optional.empty(), RuleSource.of(field.doc(), struct.doc()))));
      } else if (decl instanceof Decl.StructRules rules
          && context.resolution.symbol(rules.name()).orElse(null) instanceof Symbol.StructName struct) {
        rules.rules().forEach(line -> line.rules().forEach(rule -> rule(struct.declared().text(), line.names(), rule,
            rules.exempt(), RuleSource.of(line.doc(), rules.doc()))));
      }
    }
  }

  private void rule(
      String struct, List<Name> fields, SyntaxPart.FieldRule rule, Optional<Expr> exempt, String source) {
    List<String> things = List.of("this");
    List<Condition.All> needs = terms.alternatives(rule.alternatives(), things);
    Optional<Condition> unless = exempt.map(term -> terms.term(term, things));
    for (Name field : fields) {
      if (needs.isEmpty() || !context.structs.layout(struct).has(field.text())) {
        continue;
      }
      String name = struct + '.' + field.text();
      Access access = switch (rule.access().text()) {
        case "read" -> Access.READ;
        case "set" -> Access.SET;
        case "clear" -> Access.CLEAR;
        default -> Access.WRITE;
      };
      Rule compiled = new Rule(needs, unless, name + ": " + context.text(rule.span()), source);
      (access == Access.READ ? reads : writes).computeIfAbsent(name, n -> new ArrayList<>()).add(
          new FieldCheck(judge, compiled, access, context.structs.layout(struct).offset(field.text()), setup)
              .binding());
    }
  }

  /** From here on no rule applies, until {@link #tighten}. */
  void relax() {
    relaxed++;
  }

  void tighten() {
    relaxed--;
  }

  /** Whether accesses that are compiled now are subject to no rule. */
  boolean isRelaxed() {
    return 0 < relaxed;
  }

  /** Puts the checks behind a read that has been emitted. */
  void checkRead(Place place, Emitter out, Span span) {
    check(reads, place, out, span);
  }

  /** Puts the checks behind a write that has been emitted. */
  void checkWrite(Place place, Emitter out, Span span) {
    check(writes, place, out, span);
  }

  private void check(Map<String, List<Binding>> checks, Place place, Emitter out, Span span) {
    if (isRelaxed() || !(place instanceof Place.Field field) || field.privacy() != 0) {
      return;
    }
    for (Binding binding : checks.getOrDefault(field.name(), List.of())) {
      out.intrinsic(new IntrinsicSite(binding, new int[] {field.object()}), span);
    }
  }
}
