package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.diagnostic.Code;
import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can be wrong with rules. */
final class RuleDiagnostics {
  private RuleDiagnostics() {}

  static Diagnostic ruleTwice(Name field, String access, Span again, Span first) {
    return Report.error(Code.RULE_TWICE, again, "`" + field + "` has a rule for `" + access + "` already")
        .label("a second rule for the same access")
        .also(first, "the first one")
        .help("join them with `or` or with a comma")
        .build();
  }

  static Diagnostic orderCycle(List<String> cycle, Span here, Span there) {
    String classes = cycle.stream().map(name -> "`" + name + "`").collect(Collectors.joining(" -> "));
    return Report.error(Code.ORDER_CYCLE, here, "the lock order goes round in a circle: " + classes)
        .label("closes the circle")
        .also(there, "the order the other way round")
        .help("one of both must be wrong: locks that are taken in both orders deadlock")
        .build();
  }

  static Diagnostic unknownCondition(Name name, Optional<String> nearest) {
    Report report = Report.error(Code.UNKNOWN_CONDITION, name.span(), "there is no condition `" + name + "`")
        .label("unknown condition");
    return nearest.isPresent()
        ? report.didYouMean(nearest, name.span()).build()
        : report.help("define it with `condition " + name + "(...) = ...;`").build();
  }

  static Diagnostic conditionArguments(Span call, Name name, int wanted, Symbol condition) {
    return Report.error(Code.ARGUMENT_COUNT, call,
            "`" + name + "` wants " + wanted + (wanted == 1 ? " argument" : " arguments"))
        .label("another number of arguments")
        .also(condition.declared().span(), "the condition")
        .build();
  }

  static Diagnostic conditionCycle(Name name) {
    return Report.error(Code.RECURSION, name.span(), "the condition `" + name + "` needs itself")
        .label("can never be decided")
        .build();
  }

  static Diagnostic unknownOperation(Span operation, String written, List<String> known) {
    return Report.error(Code.UNKNOWN_OPERATION, operation, "page tables have no operation `" + written + "`")
        .label("unknown operation")
        .help("the operations are " + known.stream().map(k -> "`" + k + "`").collect(Collectors.joining(", ")))
        .build();
  }
}
