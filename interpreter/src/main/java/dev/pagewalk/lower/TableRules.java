package dev.pagewalk.lower;

import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import dev.pagewalk.mm.rule.Rule;
import dev.pagewalk.mm.rule.TableOperation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Compiles what operations on page tables need. */
final class TableRules {
  /** What a rule speaks of, in the order in which {@link dev.pagewalk.mm.rule.TableChecks} gives it. */
  private static final List<String> THINGS = List.of("table", "mm", "vma", "below");

  private TableRules() {}

  /** The rules among {@code decls}, by operation. */
  static Map<TableOperation, List<Rule>> of(LoweringContext context, List<Decl> decls) {
    RuleTerms terms = new RuleTerms(context);
    Map<TableOperation, List<Rule>> rules = new EnumMap<>(TableOperation.class);
    for (Decl decl : decls) {
      if (decl instanceof Decl.PageTables tables) {
        for (SyntaxPart.TableRule rule : tables.rules()) {
          String written = rule.operation().stream().map(Name::text).collect(Collectors.joining(" "));
          Rule compiled = new Rule(terms.alternatives(rule.alternatives(), THINGS), Optional.empty(),
              context.text(rule.span()).replaceFirst(";$", ""), RuleSource.of(Optional.empty(), tables.doc()));
          TableOperation.of(written).ifPresent(
              operation -> rules.computeIfAbsent(operation, o -> new ArrayList<>()).add(compiled));
        }
      }
    }
    return rules;
  }
}
