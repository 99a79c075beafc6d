package dev.pagewalk.dsl.parse;

import static dev.pagewalk.dsl.parse.PagewalkLexer.ID;
import static dev.pagewalk.dsl.parse.PagewalkLexer.SEMI;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.misc.IntervalSet;

/** The words for what the grammar's rules stand for. */
final class Nouns {
  private Nouns() {}

  /** What is missing in {@code context}, with its article or in backquotes. */
  static String missing(ParserRuleContext context, IntervalSet expected) {
    return switch (context.getRuleIndex()) {
      case PagewalkParser.RULE_name, PagewalkParser.RULE_names -> "a name";
      case PagewalkParser.RULE_expr,
          PagewalkParser.RULE_postfix,
          PagewalkParser.RULE_primary,
          PagewalkParser.RULE_argument ->
          "an expression";
      case PagewalkParser.RULE_typeExpr, PagewalkParser.RULE_typeCore -> "a type";
      case PagewalkParser.RULE_bound, PagewalkParser.RULE_boundPart -> "a number";
      case PagewalkParser.RULE_block -> "`{`";
      case PagewalkParser.RULE_statement,
          PagewalkParser.RULE_plainStatement,
          PagewalkParser.RULE_branch ->
          expected.size() == 1 ? list(expected) : "a statement";
      case PagewalkParser.RULE_letEnd,
          PagewalkParser.RULE_nameTail,
          PagewalkParser.RULE_accessEnd,
          PagewalkParser.RULE_simpleTail,
          PagewalkParser.RULE_attributeEnd,
          PagewalkParser.RULE_patchBody ->
          "`;`";
      case PagewalkParser.RULE_externTail -> "`fn` or `struct`";
      case PagewalkParser.RULE_term, PagewalkParser.RULE_lockRef, PagewalkParser.RULE_orderStage -> "a lock";
      case PagewalkParser.RULE_declaration,
          PagewalkParser.RULE_topItem ->
          expected.size() <= 3 ? list(expected) : "a declaration";
      default -> list(expected);
    };
  }

  /** The end of the headline: behind what it is missing. */
  static String where(ParserRuleContext context, String what) {
    if (!what.equals("`;`")) {
      return "";
    }
    return switch (context.getRuleIndex()) {
      case PagewalkParser.RULE_plainStatement,
          PagewalkParser.RULE_letEnd,
          PagewalkParser.RULE_nameTail,
          PagewalkParser.RULE_accessEnd,
          PagewalkParser.RULE_simpleTail ->
          " after the statement";
      case PagewalkParser.RULE_attribute, PagewalkParser.RULE_attributeEnd -> " after the attribute";
      case PagewalkParser.RULE_fieldItem -> " after the field";
      case PagewalkParser.RULE_scenarioItem,
          PagewalkParser.RULE_processItem,
          PagewalkParser.RULE_orderItem,
          PagewalkParser.RULE_structRule,
          PagewalkParser.RULE_tableRule,
          PagewalkParser.RULE_registration ->
          " after `" + context.getStart().getText() + "`";
      default -> " after the declaration";
    };
  }

  /** Whether {@code context} ends a statement that starts with a place or a call. */
  static boolean isStatementTail(ParserRuleContext context) {
    return switch (context.getRuleIndex()) {
      case PagewalkParser.RULE_nameTail, PagewalkParser.RULE_accessEnd, PagewalkParser.RULE_simpleTail -> true;
      default -> false;
    };
  }

  /** Whether what {@code context} has in parentheses is separated by commas. */
  static boolean isCommaList(ParserRuleContext context) {
    return switch (context) {
      case PagewalkParser.CallOpContext c -> true;
      case PagewalkParser.LockModeContext c -> true;
      case PagewalkParser.SignatureContext c -> true;
      case PagewalkParser.ConditionDeclarationContext c -> true;
      case PagewalkParser.ScenarioContext c -> true;
      default -> false;
    };
  }

  /** The list that {@code context} is or holds. */
  static String list(ParserRuleContext context) {
    return switch (context) {
      case PagewalkParser.FileContext c -> "a file";
      case PagewalkParser.ScenarioContext c -> "a scenario";
      case PagewalkParser.StructContext c -> "a struct";
      case PagewalkParser.ProcessScenarioItemContext c -> "a process";
      case PagewalkParser.FileItemContext c -> "`file`";
      case PagewalkParser.MachineItemContext c -> "`machine`";
      case PagewalkParser.UffdItemContext c -> "`uffd`";
      case PagewalkParser.LockOrderDeclarationContext c -> "`lock order`";
      case PagewalkParser.PageTablesDeclarationContext c -> "`page tables`";
      case PagewalkParser.StructRulesDeclarationContext c -> "`rules for`";
      case PagewalkParser.PatchEditsContext c -> "a patch";
      case PagewalkParser.BlockContext c -> "a block";
      default -> "this list";
    };
  }

  /** What that list is made of. */
  static Optional<String> contents(ParserRuleContext context) {
    return switch (context) {
      case PagewalkParser.FileContext c ->
          Optional.of("a file holds `use`, `scenario`, `fn`, `struct`, `patch` and other declarations");
      case PagewalkParser.ScenarioContext c ->
          Optional.of("a scenario holds `process`, `thread`, `file`, `machine`, `expect`, `final` and declarations");
      case PagewalkParser.StructContext c -> Optional.of("a field is `name: type;`");
      case PagewalkParser.PatchEditsContext c -> Optional.of("a change is `in function at label { ... }`");
      case PagewalkParser.UffdItemContext c -> Optional.of("write `register A wp;`");
      default -> Optional.empty();
    };
  }

  /** The construct whose clauses {@code context} lists. */
  static String clauses(ParserRuleContext context) {
    return "`" + context.getStart().getText() + "`";
  }

  private static String list(IntervalSet expected) {
    if (expected.contains(SEMI) && 3 < expected.size()) {
      return "`;`";
    }
    List<String> words = new ArrayList<>();
    boolean hasName = false;
    for (int type : expected.toArray()) {
      if (!Words.isName(type)) {
        words.add(Words.describe(type));
      } else if (expected.size() <= 4 || expected.contains(ID)) {
        if (!hasName || !expected.contains(ID)) {
          words.add(expected.contains(ID) ? "a name" : Words.describe(type));
        }
        hasName = true;
      }
    }
    if (words.isEmpty() || 4 < words.size()) {
      return "something else";
    }
    String last = words.removeLast();
    return words.isEmpty() ? last : String.join(", ", words) + " or " + last;
  }
}
