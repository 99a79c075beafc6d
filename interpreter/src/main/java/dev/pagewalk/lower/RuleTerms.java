package dev.pagewalk.lower;

import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.resolve.Type;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import dev.pagewalk.hw.step.Binding;
import dev.pagewalk.mm.rule.Condition;
import dev.pagewalk.mm.rule.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Compiles what rules demand. */
final class RuleTerms {
  private final LoweringContext context;
  private final Map<Symbol.Condition, List<Condition.All>> conditions = new IdentityHashMap<>();

  RuleTerms(LoweringContext context) {
    this.context = context;
  }

  /**
   * Alternatives of a rule.
   *
   * @param things the names of what it speaks of, in the order of the references that it is given
   */
  List<Condition.All> alternatives(List<SyntaxPart.Conjunction> alternatives, List<String> things) {
    return alternatives.stream()
        .map(all -> new Condition.All(all.terms().stream().map(term -> term(term, things)).toList()))
        .toList();
  }

  /** One term. */
  Condition term(Expr term, List<String> things) {
    return switch (term) {
      case Expr.Unary not -> new Condition.Not(term(not.operand(), things));
      case Expr.Call call -> call(call, things);
      case Expr.Ref ref when isFact(ref, "rcu") -> new Condition.InRcu();
      case Expr.Ref ref when isFact(ref, "irqs_off") -> new Condition.InterruptsOff();
      case Expr.Ref ref when context.resolution.symbol(ref.name()).orElse(null) instanceof Symbol.Patch patch ->
          new Condition.Fixed(ref.name().text(), context.variant.patches().contains(patch.declared().text()));
      default -> held(term, false, things);
    };
  }

  private boolean isFact(Expr.Ref ref, String fact) {
    return ref.name().text().equals(fact) && context.resolution.symbol(ref.name()).isEmpty();
  }

  private Condition call(Expr.Call call, List<String> things) {
    if (call.callee() instanceof Expr.Ref ref
        && context.resolution.symbol(ref.name()).orElse(null) instanceof Symbol.Condition condition) {
      return new Condition.Named(
          ref.name().text(),
          call.args().stream().map(argument -> path(argument.value(), things)).toList(),
          needs(condition));
    }
    if (call.callee() instanceof Expr.Ref ref
        && context.resolution.symbol(ref.name()).orElse(null) instanceof Symbol.Function function) {
      Binding test = context.unchecked(function.declared().text());
      return test == null ? new Condition.Fixed(ref.name().text(), false) : new Condition.Test(
          call.args().stream().map(argument -> path(argument.value(), things)).toList(), test);
    }
    boolean writes = call.args().size() == 1 && call.args().getFirst().value() instanceof Expr.Ref mode
        && mode.name().text().equals("w");
    return held(call.callee(), writes, things);
  }

  private List<Condition.All> needs(Symbol.Condition condition) {
    List<Condition.All> known = conditions.get(condition);
    if (known == null) {
      List<String> things = condition.decl().params().stream().map(param -> param.name().text()).toList();
      known = alternatives(condition.decl().alternatives(), things);
      conditions.put(condition, known);
    }
    return known;
  }

  private Condition held(Expr expr, boolean forWriting, List<String> things) {
    Path path = path(expr, things);
    return context.types.of(expr) instanceof Type.Lock ? new Condition.Held(path, forWriting) : new Condition.Set(path);
  }

  private Path path(Expr expr, List<String> things) {
    List<Integer> offsets = new ArrayList<>();
    Expr at = expr;
    while (at instanceof Expr.Field field) {
      offset(field.name()).ifPresent(offsets::add);
      at = field.target();
    }
    String text = context.text(expr.span());
    int root = 0;
    boolean isWord = false;
    if (at instanceof Expr.Ref ref) {
      Symbol symbol = context.resolution.symbol(ref.name()).orElse(null);
      if (symbol instanceof Symbol.Global global) {
        root = Optional.ofNullable(context.globals.get(global)).orElse(0);
        isWord = true;
      } else if (things.contains(ref.name().text()) && !(symbol instanceof Symbol.StructField)) {
        root = things.indexOf(ref.name().text());
      } else {
        offset(ref.name()).ifPresent(offsets::add);
      }
    }
    return new Path(root, isWord, offsets.reversed().stream().mapToInt(Integer::intValue).toArray(), text);
  }

  private OptionalInt offset(dev.pagewalk.dsl.syntax.Name name) {
    return context.resolution.symbol(name).orElse(null) instanceof Symbol.StructField field
        ? OptionalInt.of(context.structs.layout(field.struct().name().text()).offset(field.declared().text()))
        : OptionalInt.empty();
  }
}
