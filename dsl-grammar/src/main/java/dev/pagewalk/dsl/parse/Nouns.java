package dev.pagewalk.dsl.parse;

import static dev.pagewalk.dsl.parse.PagewalkParser.*;

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
      case RULE_name, RULE_names -> "a name";
      case RULE_expr, RULE_postfix, RULE_primary, RULE_argument -> "an expression";
      case RULE_typeExpr, RULE_typeCore -> "a type";
      case RULE_bound, RULE_boundPart -> "a number";
      case RULE_block -> "`{`";
      case RULE_statement, RULE_plainStatement, RULE_branch -> expected.size() == 1 ? list(expected) : "a statement";
      case RULE_letEnd, RULE_nameTail, RULE_accessEnd, RULE_simpleTail, RULE_attributeEnd, RULE_patchBody -> "`;`";
      case RULE_externTail -> "`fn` or `struct`";
      case RULE_term, RULE_lockRef, RULE_orderStage -> "a lock";
      case RULE_declaration, RULE_topItem -> expected.size() <= 3 ? list(expected) : "a declaration";
      default -> list(expected);
    };
  }

  /** The end of the headline: behind what it is missing. */
  static String where(ParserRuleContext context, String what) {
    if (!what.equals("`;`")) {
      return "";
    }
    return switch (context.getRuleIndex()) {
      case RULE_plainStatement, RULE_letEnd, RULE_nameTail, RULE_accessEnd, RULE_simpleTail -> " after the statement";
      case RULE_attribute, RULE_attributeEnd -> " after the attribute";
      case RULE_fieldItem -> " after the field";
      case RULE_scenarioItem, RULE_processItem, RULE_orderItem, RULE_tableRule, RULE_registration -> " after `" + context.getStart().getText() + "`";
      default -> " after the declaration";
    };
  }

  /** Whether {@code context} ends a statement that starts with a place or a call. */
  static boolean isStatementTail(ParserRuleContext context) {
    return switch (context.getRuleIndex()) {
      case RULE_nameTail, RULE_accessEnd, RULE_simpleTail -> true;
      default -> false;
    };
  }

  /** Whether what {@code context} has in parentheses is separated by commas. */
  static boolean isCommaList(ParserRuleContext context) {
    return switch (context) {
      case CallOpContext c -> true;
      case LockModeContext c -> true;
      case SignatureContext c -> true;
      case ScenarioContext c -> true;
      default -> false;
    };
  }

  /** The list that {@code context} is or holds. */
  static String list(ParserRuleContext context) {
    return switch (context) {
      case FileContext c -> "a file";
      case ScenarioContext c -> "a scenario";
      case StructContext c -> "a struct";
      case ProcessScenarioItemContext c -> "a process";
      case FileItemContext c -> "`file`";
      case MachineItemContext c -> "`machine`";
      case UffdItemContext c -> "`uffd`";
      case LockOrderDeclarationContext c -> "`lock order`";
      case PageTablesDeclarationContext c -> "`page tables`";
      case PatchEditsContext c -> "a patch";
      case BlockContext c -> "a block";
      default -> "this list";
    };
  }

  /** What that list is made of. */
  static Optional<String> contents(ParserRuleContext context) {
    return switch (context) {
      case FileContext c -> Optional.of("a file holds `use`, `scenario`, `fn`, `struct`, `patch` and other declarations");
      case ScenarioContext c ->
          Optional.of("a scenario holds `process`, `thread`, `file`, `machine`, `expect`, `final` and declarations");
      case StructContext c -> Optional.of("a field is `name: type;`");
      case PatchEditsContext c -> Optional.of("a change is `in function at label { ... }`");
      case UffdItemContext c -> Optional.of("write `register A wp;`");
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
